extension Profile {
  /// What is added to the stacks of samples: locations, the one nearest to the leaf first.
  package struct StackEnds: Hashable, Sendable {
    package var leaves: [UInt32] = []
    package var roots: [UInt32] = []

    package init() {}
  }

  /// Adds frames to the stacks of all samples, by their label sets.
  package mutating func addFrames(_ endsOfLabelSets: [StackEnds]) {
    var classes: [StackEnds: UInt32] = [:]
    var classOfSet: [UInt32] = []
    for ends in endsOfLabelSets {
      let place = classes[ends] ?? UInt32(classes.count)
      classes[ends] = place
      classOfSet.append(place)
    }
    var made: [UInt64: UInt32] = [:]
    var table = StackTable()
    for row in sampleTable.stacks.indices {
      let set = Int(sampleTable.labelSets[row])
      let key = UInt64(sampleTable.stacks[row]) << 32 | UInt64(classOfSet[set])
      if let stack = made[key] {
        sampleTable.stacks[row] = stack
        continue
      }
      table.frames += endsOfLabelSets[set].leaves
      table.frames += stacks.frames[stacks.frames(of: StackID(sampleTable.stacks[row]))]
      table.frames += endsOfLabelSets[set].roots
      table.ends.append(UInt32(table.frames.count))
      sampleTable.stacks[row] = UInt32(table.count - 1)
      made[key] = sampleTable.stacks[row]
    }
    stacks = table
  }
}

/// Adds locations to a profile that no reader has read: functions without an address.
package struct LocationAdder {
  private struct Key: Hashable {
    let name, filename: StringID
  }

  private var strings: StringInterner
  private var functions: FunctionTable
  private var locations: LocationTable
  private var nextFunction: UInt64
  private var nextLocation: UInt64
  private var known: [Key: LocationID] = [:]

  package init(to profile: borrowing Profile) {
    strings = StringInterner(profile.strings)
    functions = profile.functions
    locations = profile.locations
    nextFunction = functions.ids.max() ?? 0
    nextLocation = locations.ids.max() ?? 0
  }

  /// The location of a function, which is added when it is asked for the first time.
  package mutating func location(name: [UInt8], filename: [UInt8]) -> LocationID {
    let key = Key(name: strings.intern(name.span), filename: strings.intern(filename.span))
    if let place = known[key] { return place }
    let place = LocationID(UInt32(locations.count))
    known[key] = place
    (nextFunction, nextLocation) = (nextFunction &+ 1, nextLocation &+ 1)
    locations.appendLine(
      function: FunctionID(UInt32(functions.count)), number: 0, column: 0)
    functions.append(
      id: nextFunction, name: key.name, systemName: .empty, filename: key.filename, startLine: 0)
    locations.append(id: nextLocation, mapping: nil, address: 0, isFolded: false)
    return place
  }

  /// Puts the profile's tables back, with what was added.
  package consuming func finish(_ profile: inout Profile) {
    profile.strings = strings.table
    profile.functions = functions
    profile.locations = locations
  }
}
