import ProfileAnalysis
import ProfileModel

/// The stacks of all profiles so far, each once, with its name in every process.
struct StackCatalog {
  /// A function, its file and a line in it, as ids in `texts`.
  struct Frame: Hashable {
    let function, file: StringID
    let line: Int64
  }

  /// The identity of a stack.
  struct Identity {
    /// The 16 digits.
    let text: [UInt8]
    let fingerprint: String?
    let site, package: StringID
  }

  private(set) var texts = StringInterner()
  private(set) var frames: [Frame] = []
  private var rows: [Frame: UInt32] = [:]
  private var stacks = StackInterner()
  private(set) var identities: [Identity] = []

  /// After this many stacks, or frames in them, all are forgotten, so that memory stays bounded.
  private static let most = (stacks: 1 << 21, frames: 1 << 25)

  /// The numbers of a profile's stacks, by their index in its table; nil for a stack without samples.
  mutating func enter(_ profile: Profile) -> [Int?] {
    if stacks.table.count > Self.most.stacks || stacks.table.frames.count > Self.most.frames {
      self = StackCatalog()
    }
    let runs = frameRuns(of: profile)
    var numbers = [Int?](repeating: nil, count: profile.stacks.count)
    var stack: [UInt32] = []
    for id in profile.sampleTable.stacks where numbers[Int(id)] == nil {
      stack.removeAll(keepingCapacity: true)
      for location in profile.stacks.frames[profile.stacks.frames(of: StackID(id))] {
        stack += runs[Int(location)]
      }
      numbers[Int(id)] = Int(stacks.intern(stack.span).index)
    }
    identify(profile, numbers)
    return numbers
  }

  /// The frames of a stack, leaf first.
  func frames(of number: Int) -> FrameColumn.SubSequence {
    stacks.table.frames[stacks.table.frames(of: StackID(UInt32(number)))]
  }

  func text(_ id: StringID) -> ArraySlice<UInt8> { texts.table.bytes(of: id) }

  /// The frames of each location, innermost first.
  private mutating func frameRuns(of profile: Profile) -> [[UInt32]] {
    let exported = ExportFrames(profile)
    return (0..<profile.locations.count).map { location in
      exported.frames(ofLocation: location).reversed().map { frame in
        let parts = exported.frames[Int(frame)]
        return number(
          of: Frame(
            function: parts.address == nil
              ? texts.intern(profile.strings.bytes(of: parts.name))
              : texts.intern(exported.name(frame, profile.strings)),
            file: texts.intern(profile.strings.bytes(of: parts.file)), line: parts.line))
      }
    }
  }

  private mutating func number(of frame: Frame) -> UInt32 {
    if let row = rows[frame] { return row }
    let row = UInt32(frames.count)
    frames.append(frame)
    rows[frame] = row
    return row
  }

  /// Works out what the stacks are called that were not there before.
  private mutating func identify(_ profile: Profile, _ numbers: [Int?]) {
    let known = identities.count
    guard stacks.table.count > known else { return }
    var examples = [StackID?](repeating: nil, count: stacks.table.count - known)
    for (id, number) in numbers.enumerated() {
      if let number, number >= known { examples[number - known] = StackID(UInt32(id)) }
    }
    let plain = NormalizedStacks(profile)
    for (index, example) in examples.enumerated() {
      identities.append(identity(of: known + index, example, plain))
    }
  }

  /// - `example`: the stack in its profile; nil for the empty one, which every catalog has.
  private mutating func identity(
    of number: Int, _ example: StackID?, _ plain: NormalizedStacks
  ) -> Identity {
    let example = example ?? .empty
    let isKnown = plain.isFingerprintKnown(example)
    return Identity(
      text: Array(SHA1.digest(of: spelling(of: number)).prefix(8).hexadecimal.utf8),
      fingerprint: isKnown ? plain.fingerprint(of: example).description : nil,
      site: texts.intern(DimensionKeys.name(ofSiteOf: example, .site, plain)),
      package: texts.intern(DimensionKeys.name(ofSiteOf: example, .package, plain)))
  }

  private func spelling(of number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in frames(of: number) {
      let frame = frames[Int(row)]
      bytes += text(frame.function)
      bytes.append(0)
      bytes += text(frame.file)
      bytes.append(0)
      bytes += "\(frame.line)\n".utf8
    }
    return bytes
  }
}
