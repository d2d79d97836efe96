public import ProfileModel

extension Profile {
  /// The samples as views.
  ///
  ///     for sample in profile.samples { print(sample.values, sample.frames.map(\.name)) }
  ///
  /// Views look up names on access. To loop over a whole large profile, use `sampleTable` and the other tables.
  public var samples: SampleViews { SampleViews(self) }

  /// The name and the unit of each sample type, for example `inuse_space` and `bytes`.
  public var sampleTypes: [(type: String, unit: String)] {
    header.sampleTypes.map { (strings[$0.type], strings[$0.unit]) }
  }
}

/// What views share, so that one is no more than a reference and a row: a profile is many arrays, each of which
/// would be retained for every frame.
final class ViewedProfile: Sendable {
  let profile: Profile

  init(_ profile: Profile) { self.profile = profile }
}

/// The samples of a profile in the order of its table.
public struct SampleViews: RandomAccessCollection, Sendable {
  private let viewed: ViewedProfile

  init(_ profile: Profile) { viewed = ViewedProfile(profile) }

  /// The first position, 0.
  public var startIndex: Int { 0 }

  /// The position after the last sample, which is the number of samples.
  public var endIndex: Int { viewed.profile.sampleTable.count }

  /// A sample.
  public subscript(row: Int) -> SampleView {
    precondition(indices.contains(row), "there is no sample \(row)")
    return SampleView(viewed, row: row)
  }
}

/// A sample of a profile.
public struct SampleView: Sendable {
  private let viewed: ViewedProfile
  /// The sample's row in the table.
  public let row: Int

  init(_ viewed: ViewedProfile, row: Int) {
    self.viewed = viewed
    self.row = row
  }

  private var profile: Profile { viewed.profile }

  /// One value per sample type of the profile, in the order of `Profile.sampleTypes`.
  public var values: [Int64] {
    let width = profile.width
    return Array(profile.sampleTable.values[row * width..<(row + 1) * width])
  }

  /// The frames of the stack, leaf first; inlined calls have their own frames.
  public var frames: [FrameView] {
    let profile = profile
    return profile.stacks.frames(of: StackID(profile.sampleTable.stacks[row])).flatMap { place in
      let location = LocationID(profile.stacks.frames[place])
      let lines = profile.locations.lines(of: location)
      if lines.isEmpty { return [FrameView(viewed, location, line: nil)] }
      return lines.map { FrameView(viewed, location, line: $0) }
    }
  }

  /// The labels, in the order of the source; a key may occur more than once.
  public var labels: [LabelView] {
    let set = LabelSetID(profile.sampleTable.labelSets[row])
    return profile.labelSets.labels(of: set).map { LabelView($0, in: profile.strings) }
  }
}

/// A frame of a stack: a function with the place of its call, or an address without a name.
public struct FrameView: Sendable {
  private let viewed: ViewedProfile
  private let location: LocationID
  private let row: Int?

  init(_ viewed: ViewedProfile, _ location: LocationID, line: Int?) {
    self.viewed = viewed
    self.location = location
    row = line
  }

  private var profile: Profile { viewed.profile }

  private var function: FunctionID? {
    row.map { FunctionID(profile.locations.lineFunctions[$0]) }
  }

  /// The name of the function; empty if it has none.
  public var name: String {
    function.map { profile.strings[profile.functions.name(of: $0)] } ?? ""
  }

  /// The source file; empty if it is not known.
  public var file: String {
    function.map { profile.strings[profile.functions.filename(of: $0)] } ?? ""
  }

  /// The line in the file; 0 if it is not known.
  public var line: Int64 { row.map { profile.locations.lineNumbers[$0] } ?? 0 }

  /// Whether the compiler inlined the call, so that the next frame belongs to the same address.
  public var isInlined: Bool {
    row.map { $0 < profile.locations.lines(of: location).upperBound - 1 } ?? false
  }

  /// The address of the instruction; 0 if it is not known.
  public var address: UInt64 { profile.locations.addresses[Int(location.index)] }
}

/// A label of a sample.
public struct LabelView: Sendable, Equatable {
  /// The value of a label.
  public enum Value: Sendable, Equatable {
    /// A text.
    case text(String)
    /// A number and its unit, which may be empty.
    case number(Int64, unit: String)
  }

  /// The key.
  public let key: String
  /// The value.
  public let value: Value

  init(_ label: Label, in strings: StringTable) {
    key = strings[label.key]
    switch label.value {
    case .text(let text): value = .text(strings[text])
    case .number(let number, let unit): value = .number(number, unit: strings[unit])
    }
  }
}
