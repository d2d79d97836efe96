package import ProfileAnalysis
import ProfileModel
package import ProfileReports

/// The sentence above a flame graph that says where most of it is, as `99.72% of 64,281 goroutines wait in
/// buffer.(*Stream).listen (stream.go:58)`.
package struct ViewVerdict: Sendable {
  package let text: String
  /// The name that it mentions; nil if none.
  package let name: Int?

  /// A verdict worded by the caller.
  package init(text: String, name: Int?) { (self.text, self.name) = (text, name) }

  /// Of one of a profile's sample types.
  ///
  /// - `column`: where its values stand.
  package init(
    _ view: ProfileView, column: Int, names: LocationNames, frames: NamedFrames,
    values: FlameGraphValueText, style: FlameGraphStyle
  ) {
    let type = view.profile.strings[view.profile.header.sampleTypes[column].type]
    let phrase = Self.phrase(of: type, view.profile, column: column)
    let areSites = phrase == nil ? nil : frames.areSites(style)
    let sums = SiteValues(view.profile, column: column, names, areSites: areSites)
    // Of a difference the parts are no parts of a whole.
    guard sums.whole > 0, !sums.hasNegative, let (name, value) = sums.largest, value > 0 else {
      self.init(text: "", name: nil)
      return
    }
    let part = "\(ShareText.text(value, of: sums.whole)) of \(values.text(sums.whole))"
    let function = frames.names[name].inSentence.text
    guard let phrase else {
      self.init(text: "\(part) is \(function)'s own", name: name)
      return
    }
    let source = Self.source(frames.sources[name].file, sums.heaviestLine(of: name))
    let rest = Self.withLibraries.contains(type) ? ", with the library code it calls" : ""
    self.init(text: "\(part) \(phrase) \(function)\(source)\(rest)", name: name)
  }

  /// What stacks do at their sites; goroutines that panicked or run do not wait.
  private static func phrase(of type: String, _ profile: Profile, column: Int) -> String? {
    guard type == "goroutine" else { return phrases[type] }
    let traits = GoroutineTraits(profile)
    var (running, whole): (Int64, Int64) = (0, 0)
    for sample in 0..<profile.sampleTable.count {
      let value = profile.sampleTable.values[sample * profile.width + column]
      whole = whole.addingClamped(value)
      if ["running", "runnable"].contains(traits.state(ofSample: sample)) {
        running = running.addingClamped(value)
      }
    }
    let isOne = whole == 1
    guard running <= whole / 2 else { return isOne ? "is in" : "are in" }
    return isOne ? "waits in" : phrases[type]
  }

  /// What stacks do at their sites, for the types where that is what matters.
  private static let phrases = [
    "goroutine": "wait in", "goroutineleak": "wait in", "threadcreate": "were created in",
    "inuse_space": "in use was allocated in", "inuse_objects": "in use were allocated in",
    "alloc_space": "was allocated in", "alloc_objects": "were allocated in",
    "space": "was allocated in", "objects": "were allocated in", "cpu": "of CPU time is spent in",
    "samples": "are in", "contentions": "are in", "delay": "of waiting is in",
  ]

  /// Types for which a site includes the values of the library code it calls.
  private static let withLibraries: Set<String> = ["cpu", "samples"]

  /// Where a site is, by the last part of its file: at a line if that has nearly all, else mostly there if it has half.
  private static func source(_ file: String, _ heaviest: SiteValues.HeaviestLine) -> String {
    guard !file.isEmpty else { return "" }
    let base = String(decoding: FilePath.base(Array(file.utf8)[...]), as: UTF8.self)
    guard heaviest.line > 0 else { return " (\(base))" }
    let (value, whole) = (Double(heaviest.value), Double(heaviest.whole))
    if value >= whole * nearlyAll { return " (\(base):\(heaviest.line))" }
    guard value >= whole / 2 else { return " (\(base))" }
    let share = ShareText.text(heaviest.value, of: heaviest.whole)
    return " (mostly at \(base):\(heaviest.line), \(share) of that)"
  }

  /// The share of a site's value that one line must have to stand for the site.
  private static let nearlyAll = 0.95
}

/// What stacks have at their sites.
private struct SiteValues {
  private(set) var whole: Int64 = 0
  /// What stacks have that end in each name.
  private var selfValues: [Int64]
  /// For each row of the names what stacks have whose site it is.
  private var sites: [Int64]
  /// For names with type arguments the first that is the same without.
  private var ofGenerics: [Int: Int] = [:]
  private let profile: Profile
  private let names: LocationNames

  /// - `areSites`: for each name whether it may be a site: of a stack the one nearest to its leaf is, else the leaf; nil
  ///   where leaves are what matters.
  init(_ profile: Profile, column: Int, _ names: LocationNames, areSites: [Bool]?) {
    (self.profile, self.names) = (profile, names)
    selfValues = Array(repeating: 0, count: names.texts.count)
    sites = Array(repeating: 0, count: names.names.count)
    let table = profile.sampleTable
    var sums = [Int64](repeating: 0, count: profile.stacks.count)
    for sample in 0..<table.count {
      let stack = Int(table.stacks[sample])
      sums[stack] = sums[stack].addingClamped(table.values[sample * profile.width + column])
    }
    for stack in sums.indices where sums[stack] != 0 { add(sums[stack], stack, areSites) }
    findGenerics()
  }

  private mutating func add(_ value: Int64, _ stack: Int, _ areSites: [Bool]?) {
    whole = whole.addingClamped(value)
    var leaf: Int?
    for frame in profile.stacks.frames(of: StackID(UInt32(stack))) {
      for row in names.range(of: LocationID(profile.stacks.frames[frame])) {
        let name = Int(names.names[row])
        if leaf == nil {
          leaf = row
          selfValues[name] = selfValues[name].addingClamped(value)
        }
        if areSites?[name] ?? true {
          sites[row] = sites[row].addingClamped(value)
          return
        }
      }
    }
    if let leaf { sites[leaf] = sites[leaf].addingClamped(value) }
  }

  /// The first name of a site that is the same without type arguments.
  private func called(_ name: Int) -> Int { ofGenerics[name] ?? name }

  private mutating func findGenerics() {
    var first: [String: Int] = [:]
    for row in sites.indices where sites[row] != 0 {
      let name = Int(names.names[row])
      let text = names.texts.bytes(of: StringID(UInt32(name)))
      guard ofGenerics[name] == nil, text.contains(UInt8(ascii: "[")) else { continue }
      let plain = NormalizedName.withoutTypeArguments(String(decoding: text, as: UTF8.self))
      let same = first[plain] ?? name
      (first[plain], ofGenerics[name]) = (same, same)
    }
  }

  /// Whether some name has less than nothing.
  var hasNegative: Bool { selfValues.contains { $0 < 0 } }

  /// The name that is the site of most; of several the first. Functions that differ by type arguments are one, which the
  /// sentence calls without them.
  var largest: (name: Int, value: Int64)? {
    var sums = [Int64](repeating: 0, count: names.texts.count)
    for (row, value) in sites.enumerated() where value != 0 {
      let name = called(Int(names.names[row]))
      sums[name] = sums[name].addingClamped(value)
    }
    let name = sums.indices.max { left, right in
      sums[left] != sums[right] ? sums[left] < sums[right] : left > right
    }
    return name.map { ($0, sums[$0]) }
  }

  /// The line of a site at which most is, with what it has, and the site in all its lines.
  struct HeaviestLine {
    /// 0 if unknown.
    var line: Int64 = 0
    var value: Int64 = 0
    var whole: Int64 = 0
  }

  func heaviestLine(of name: Int) -> HeaviestLine {
    let sources = FrameSources(profile, names: names)
    var sums: [Int64: Int64] = [:]
    var heaviest = HeaviestLine()
    for row in sites.indices where sites[row] != 0 && called(Int(names.names[row])) == name {
      let line = sources.line(ofRow: row)
      sums[line] = (sums[line] ?? 0).addingClamped(sites[row])
      heaviest.whole = heaviest.whole.addingClamped(sites[row])
    }
    let most = sums.max { left, right in
      left.value != right.value ? left.value < right.value : left.key > right.key
    }
    (heaviest.line, heaviest.value) = most.map { ($0.key, $0.value) } ?? (0, 0)
    return heaviest
  }
}
