import JSONText
import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// The cells that all rows of a profile share.
struct ProfileRows {
  let profile: Profile
  private let from: RowOrigin
  private let format: RowFormat
  let identifier: [UInt8]
  private let units: LabelUnits
  /// For each sample type, what rows tell of the profile.
  let origin: [[[UInt8]]]

  init(_ profile: Profile, _ from: RowOrigin, _ format: RowFormat) {
    (self.profile, self.from, self.format) = (profile, from, format)
    units = LabelUnits(of: profile)
    let identifier = format.cell(from.identifier)
    self.identifier = identifier
    let location = [
      format.cell(from.fileText), format.cell(from.service), format.cell(from.version),
      format.cell(from.instance), format.cell(Self.time(from)),
      format.cell(profile.header.durationNanos), format.cell(from.kind),
    ]
    origin = profile.header.sampleTypes.map { type in
      [identifier] + location + [format.cell(profile.strings.bytes(of: type.type))]
    }
  }

  private static func time(_ from: RowOrigin) -> String? {
    from.time.map { Timestamp(nanoseconds: $0).microseconds }
  }

  /// What wide samples tell of the profile: service, version, instance, time.
  var sampleOrigin: [[UInt8]] {
    [
      format.cell(from.service), format.cell(from.version), format.cell(from.instance),
      format.cell(Self.time(from)),
    ]
  }

  func writeProfile(_ line: RowLine, to sink: inout ByteSink) {
    let totals = profile.sumsByType
    let build = profile.mappings.first.map { profile.strings.bytes(of: $0.buildID) } ?? []
    var attributes: [String: JSONValue] = [:]
    for (key, value) in from.attributes { attributes[key] = .text(value) }
    for (column, type) in profile.header.sampleTypes.enumerated() {
      line.write(
        origin[column] + [
          format.cell(profile.strings.bytes(of: type.unit)), format.cell(totals[column]),
          format.cell(profile.header.period), format.cell(Int64(profile.sampleTable.count)),
          format.cell(build), format.cell(JSONValue.object(attributes)),
          format.cell(from.incomplete),
        ], to: &sink)
    }
  }

  /// The labels of a set as one cell: a number has its unit behind it.
  func labels(of set: LabelSetID) -> [UInt8] {
    var values: [String: [String]] = [:]
    for label in profile.labelSets.labels(of: set) {
      let key = profile.strings[label.key]
      let value =
        switch label.value {
        case .text(let text): profile.strings[text]
        case .number(let number, let unit): "\(number)\(self.unit(unit, of: label.key))"
        }
      values[key, default: []].append(value)
    }
    return format.cell(JSONValue.object(values.mapValues { .text($0.joined(separator: ",")) }))
  }

  /// The unit of a number; sizes often have none, and are known by their keys.
  private func unit(_ unit: StringID, of key: StringID) -> String {
    guard unit == .empty else { return profile.strings[unit] }
    return units[key] == "bytes" ? "bytes" : ""
  }
}

/// Where a profile comes from, as its rows tell.
package struct RowOrigin: Sendable {
  /// The path of its file as it was given.
  package var file: [UInt8]
  package var service = ""
  package var version = ""
  package var instance = ""
  /// When it was taken, in nanoseconds since 1970; nil if unknown.
  package var time: Int64?
  /// For example `heap`.
  package var kind = ""
  /// Further attributes from the path.
  package var attributes: [(key: String, value: String)] = []
  /// Why it is known to be a part.
  package var incomplete: String?

  package init(file: [UInt8]) { self.file = file }

  /// The path as people see it: bytes that are no UTF-8 as `\xff`.
  var fileText: String { SystemPath(file).text }

  /// The profile's id in all tables.
  var identifier: String { SHA1.digest(of: file).prefix(8).hexadecimal }
}
