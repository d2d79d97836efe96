package import ProfileAnalysis
import ProfileModel
package import ProfileReports

/// The sentence above a picture that says where most of it is, as
/// `99.72% of 64,281 goroutines wait in buffer.(*Stream).listen (stream.go:58)`.
package struct ViewVerdict {
  package let text: String
  /// The name that it is about; nil if there is none.
  package let name: Int?

  /// A verdict in the words of whoever knows more.
  package init(text: String, name: Int?) { (self.text, self.name) = (text, name) }

  /// Of one of a profile's sample types.
  ///
  /// - `column`: where its values stand.
  package init(
    _ view: PreparedProfile, column: Int, names: LocationNames, frames: NamedFrames,
    values: FlameGraphValueText, style: FlameGraphStyle
  ) {
    let type = view.profile.strings[view.profile.header.sampleTypes[column].type]
    let phrase = Self.phrases[type]
    let areSites = phrase == nil ? nil : frames.areSites(style)
    let sums = NameSums(view.profile, columns: [column], names, isOwn: areSites)
    let whole = sums.whole.first ?? 0
    let largest = sums.sites.indices.max { left, right in
      let (one, other) = (sums.sites[left], sums.sites[right])
      return one != other ? one < other : left > right
    }
    // Of a difference the parts are no parts of a whole.
    let hasNegative = sums.owns.contains { $0 < 0 }
    guard whole > 0, !hasNegative, let name = largest, sums.sites[name] > 0 else {
      self.init(text: "", name: nil)
      return
    }
    let part = "\(ShareText.text(sums.sites[name], of: whole)) of \(values.text(whole))"
    let function = frames.names[name].inSentence.text
    guard let phrase, let areSites else {
      self.init(text: "\(part) is \(function)'s own", name: name)
      return
    }
    let sites = SiteLines(view.profile, column: column, names, areSites: areSites)
    let place = Self.place(frames.places[name].file, line: sites.heaviestLine(of: name))
    let rest = Self.withLibraries.contains(type) ? ", with the library code it calls" : ""
    self.init(text: "\(part) \(phrase) \(function)\(place)\(rest)", name: name)
  }

  /// What stacks do at their sites, for the types where that is what matters.
  private static let phrases = [
    "goroutine": "wait in", "goroutineleak": "wait in", "threadcreate": "were created in",
    "inuse_space": "in use was allocated in", "inuse_objects": "in use were allocated in",
    "alloc_space": "was allocated in", "alloc_objects": "were allocated in",
    "space": "was allocated in", "objects": "were allocated in", "cpu": "of CPU time is spent in",
    "samples": "are in", "contentions": "are in", "delay": "of waiting is in",
  ]

  /// Types of which a site has what library code has that it calls.
  private static let withLibraries: Set<String> = ["cpu", "samples"]

  /// Where a site is, by the last part of its file.
  private static func place(_ file: String, line: Int64) -> String {
    guard !file.isEmpty else { return "" }
    let base = String(decoding: FilePath.base(Array(file.utf8)[...]), as: UTF8.self)
    return line > 0 ? " (\(base):\(line))" : " (\(base))"
  }
}

/// At which lines stacks are at their sites.
private struct SiteLines {
  private var values: [UInt32: Int64] = [:]
  private let names: LocationNames
  private let places: FramePlaces

  /// - `areSites`: for each name whether it may be a site: of a stack the one nearest to its leaf is.
  init(_ profile: Profile, column: Int, _ names: LocationNames, areSites: [Bool]) {
    self.names = names
    places = FramePlaces(profile, names: names)
    let table = profile.sampleTable
    var sites = [UInt32?](repeating: nil, count: profile.stacks.count)
    for sample in 0..<table.count {
      let value = table.values[sample * profile.width + column]
      guard value != 0 else { continue }
      let stack = Int(table.stacks[sample])
      if sites[stack] == nil { sites[stack] = site(of: stack, profile.stacks, areSites) }
      guard let row = sites[stack] else { continue }
      values[row] = (values[row] ?? 0).addingClamped(value)
    }
  }

  /// The row of the name in which a stack waits.
  private func site(of stack: Int, _ stacks: StackTable, _ areSites: [Bool]) -> UInt32? {
    for frame in stacks.frames(of: StackID(UInt32(stack))) {
      for row in names.range(of: LocationID(stacks.frames[frame]))
      where areSites[Int(names.names[row])] {
        return UInt32(row)
      }
    }
    return nil
  }

  /// The line of a name at which most is; 0 if it is not known.
  func heaviestLine(of name: Int) -> Int64 {
    var sums: [Int64: Int64] = [:]
    for (row, value) in values where Int(names.names[Int(row)]) == name {
      let line = places.line(ofRow: Int(row))
      sums[line] = (sums[line] ?? 0).addingClamped(value)
    }
    let heaviest = sums.max { left, right in
      left.value != right.value ? left.value < right.value : left.key > right.key
    }
    return heaviest?.key ?? 0
  }
}
