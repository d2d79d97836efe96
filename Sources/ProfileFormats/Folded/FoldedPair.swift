import ProfileModel

/// Separates the first of two counts from the stack: `main;work 3 5` is read as the stack
/// `main;work 3` with the count 5, until it is known that every line has two.
enum FoldedPair {
  /// Where the last frame ends and what the count behind it says; nil without such a count.
  @inline(__always)
  static func cut(_ text: borrowing Span<UInt8>) -> (end: Int, count: FoldedCount)? {
    guard let blank = text.lastBlank(in: 0..<text.count),
      let count = FoldedCount(text, in: blank + 1..<text.count)
    else { return nil }
    return (blank, count)
  }

  /// The profile with the sample types `before` and `after`, of one whose last frames hold a count.
  ///
  /// - `before`: what these counts sum up to, a sample each.
  static func separate(
    _ single: borrowing Profile, _ before: [Int64], unit: String
  ) -> Profile {
    var separator = Separator(single, before)
    return separator.run(unit: unit)
  }
}

private struct Separator {
  private let single: Profile
  private let before: [Int64]
  private var builder = ProfileBuilder()
  private var locations: [UInt32?]

  init(_ single: borrowing Profile, _ before: [Int64]) {
    self.single = copy single
    self.before = before
    locations = Array(repeating: nil, count: single.locations.count)
  }

  mutating func run(unit: String) -> Profile {
    let count = builder.string(unit)
    let after = builder.string("after")
    builder.header.sampleTypes = [
      ValueType(type: builder.string("before"), unit: count), ValueType(type: after, unit: count),
    ]
    builder.header.defaultSampleType = after
    for sample in 0..<single.sampleTable.count { add(sample) }
    return builder.finish()
  }

  private mutating func add(_ sample: Int) {
    let range = single.stacks.frames(of: StackID(single.sampleTable.stacks[sample]))
    var frames = [separatedLeaf(single.stacks.frames[range.lowerBound])]
    for frame in single.stacks.frames[range].dropFirst() { frames.append(location(frame)) }
    let values = [before[sample], single.sampleTable.values[sample]]
    let stack = builder.stack(frames.span)
    builder.appendSample(stack: stack, values: values)
  }

  /// A last frame without its count.
  private mutating func separatedLeaf(_ location: UInt32) -> UInt32 {
    let name = single.strings.bytes(of: functionName(location))
    guard let cut = FoldedPair.cut(name.span) else { return self.location(location) }
    let stem = name.prefix(cut.end)
    return newLocation(stem.span)
  }

  private mutating func location(_ old: UInt32) -> UInt32 {
    if let location = locations[Int(old)] { return location }
    let name = single.strings.bytes(of: functionName(old))
    let location = newLocation(name.span)
    locations[Int(old)] = location
    return location
  }

  private mutating func newLocation(_ name: borrowing Span<UInt8>) -> UInt32 {
    builder.location(function: builder.function(name: builder.string(name))).index
  }

  private func functionName(_ location: UInt32) -> StringID {
    let line = single.locations.lines(of: LocationID(location)).lowerBound
    return single.functions.name(of: FunctionID(single.locations.lineFunctions[line]))
  }
}
