package import ProfileModel

/// Which of a profile's sample types a report is about.
package struct SampleTypeChoice: Equatable, Sendable {
  /// The column of its value in a sample's row.
  package let column: Int
  /// Its name and unit.
  package let type: ValueType

  /// Chooses by name or by index, counted from 0.
  ///
  /// Without a choice it is the profile's default, or else the last. `inuse_space` finds `space` too, and so does
  /// the beginning of a name that no other begins with.
  package init(_ choice: String? = nil, of profile: borrowing Profile) throws(SampleTypeError) {
    let types = profile.header.sampleTypes
    let names = types.map { profile.strings[$0.type] }
    guard !types.isEmpty else { throw SampleTypeError(choice: choice, known: []) }
    if let choice, !choice.isEmpty {
      column = try Self.column(of: choice, in: names)
    } else {
      let chosen = profile.header.defaultSampleType
      let isNamed = !profile.strings.isEmpty(chosen)
      column = (isNamed ? types.firstIndex { $0.type == chosen } : nil) ?? types.count - 1
    }
    type = types[column]
  }

  private static func column(of choice: String, in names: [String]) throws(SampleTypeError) -> Int {
    if let index = Int(choice) {
      guard names.indices.contains(index) else {
        throw SampleTypeError(choice: choice, known: names)
      }
      return index
    }
    let legacy = choice.hasPrefix("inuse_") ? String(choice.dropFirst("inuse_".count)) : choice
    if let index = names.firstIndex(where: { $0 == choice || $0 == legacy }) { return index }
    let fitting = names.indices.filter { names[$0].hasPrefix(choice) }
    guard let index = fitting.first, fitting.count == 1 else {
      throw SampleTypeError(choice: choice, known: names)
    }
    return index
  }
}

/// A sample type that a profile does not have.
public struct SampleTypeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was asked for; nil if the profile's own choice was.
  public let choice: String?
  /// The names that there are.
  public let known: [String]

  /// Why, and which there are.
  public var description: String {
    guard !known.isEmpty else { return "it has no sample type, so there is nothing to report" }
    let choice = choice ?? ""
    let fitting = known.filter { $0.hasPrefix(choice) }
    if fitting.count > 1, !choice.isEmpty {
      return "several sample types begin with '\(choice)': \(fitting.joined(separator: ", "))"
    }
    return "it has no sample type '\(choice)': it has \(known.joined(separator: ", "))"
  }
}

extension SampleTypeError: RemediedError {
  package var remedy: Remedy? {
    known.isEmpty ? nil : .chooseSampleType(count: known.count)
  }
}

extension Profile {
  /// The profile with one of its sample types, and all samples.
  package func keeping(_ choice: SampleTypeChoice) -> Profile {
    var profile = self
    profile.header.sampleTypes = [choice.type]
    profile.header.defaultSampleType = choice.type.type
    profile.sampleTable.values = stride(
      from: choice.column, to: sampleTable.values.count, by: max(1, width)
    ).map { sampleTable.values[$0] }
    return profile
  }
}
