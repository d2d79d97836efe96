extension Profile {
  /// Locations to add to the stacks of samples, the one nearest to the leaf first.
  package struct StackEnds: Hashable, Sendable {
    package var leaves: [UInt32] = []
    package var roots: [UInt32] = []

    package init() {}
  }

  /// Adds frames to the stacks of all samples.
  ///
  /// - `ends`: what there is to add.
  /// - `chosen`: which of them each sample gets.
  package mutating func addFrames(_ ends: [StackEnds], chosen: [UInt32]) {
    let classes = Self.classes(of: ends)
    var made: [UInt64: UInt32] = [:]
    var table = StackTable()
    var frames: [UInt32] = []
    for row in sampleTable.stacks.indices {
      let choice = Int(chosen[row])
      let key = UInt64(sampleTable.stacks[row]) << 32 | UInt64(classes[choice])
      if let stack = made[key] {
        sampleTable.stacks[row] = stack
        continue
      }
      let end = ends[choice]
      table.frames.append(end.leaves.span)
      stacks.read(StackID(sampleTable.stacks[row]), into: &frames)
      table.frames.append(frames.span)
      table.frames.append(end.roots.span)
      table.ends.append(UInt32(table.frames.count))
      sampleTable.stacks[row] = UInt32(table.count - 1)
      made[key] = sampleTable.stacks[row]
    }
    stacks = table
  }

  /// A number for each, which equal ones share.
  private static func classes(of ends: [StackEnds]) -> [UInt32] {
    var classes: [StackEnds: UInt32] = [:]
    return ends.map { ends in
      let number = classes[ends] ?? UInt32(classes.count)
      classes[ends] = number
      return number
    }
  }
}

/// Adds locations to a profile that no reader has read: functions without an address.
///
/// No `ProfileBuilder` is used, for the rows that are there keep their numbers and ids.
package struct LocationAdder {
  private struct Key: Hashable {
    let name, filename: StringID
  }

  private var strings: StringInterner
  private var functions: FunctionTable
  private var locations: LocationTable
  private var functionIDs: FreeIDs
  private var locationIDs: FreeIDs
  private var known: [Key: LocationID] = [:]

  package init(to profile: borrowing Profile) {
    strings = StringInterner(profile.strings)
    functions = profile.functions
    locations = profile.locations
    functionIDs = FreeIDs(beside: functions.ids)
    locationIDs = FreeIDs(beside: locations.ids)
  }

  /// The location of a function, which is added when it is asked for the first time.
  package mutating func location(name: [UInt8], filename: [UInt8]) -> LocationID {
    let key = Key(name: strings.intern(name.span), filename: strings.intern(filename.span))
    if let id = known[key] { return id }
    let id = LocationID(UInt32(locations.count))
    known[key] = id
    locations.appendLine(
      function: FunctionID(UInt32(functions.count)), number: 0, column: 0)
    functions.append(
      id: functionIDs.next(), name: key.name, systemName: .empty, filename: key.filename,
      startLine: 0)
    locations.append(id: locationIDs.next(), mapping: nil, address: 0, isFolded: false)
    return id
  }

  /// Puts the profile's tables back, with what was added.
  package consuming func finish(_ profile: inout Profile) {
    profile.strings = strings.table
    profile.functions = functions
    profile.locations = locations
  }
}

/// Ids that the rows of a table do not have: those above its largest, or, where there is no room above, free ones
/// from 1 on.
package struct FreeIDs {
  private var last: UInt64
  private let taken: Set<UInt64>

  package init(beside ids: [UInt64]) {
    let largest = ids.max() ?? 0
    // A table has fewer than 2³² rows.
    let hasRoom = largest < .max - UInt64(UInt32.max)
    last = hasRoom ? largest : 0
    taken = hasRoom ? [] : Set(ids)
  }

  package mutating func next() -> UInt64 {
    repeat { last += 1 } while taken.contains(last)
    return last
  }
}
