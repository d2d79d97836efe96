import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The samples of a profile one after the other, as they passed: what a flame chart is drawn of.
struct PackedOrder {
  /// For each sample its row of `PackedSamples`.
  private var rows: [UInt32] = []
  /// A row of values a sample.
  private var values: [Int64] = []
  private let width: Int
  /// The label whose times the order is by; empty for the order of the profile.
  let label: String

  var count: Int { rows.count }

  /// Nil if there is no order: none was asked for, and no label has times.
  init?(_ profile: Profile, keepsOrder: Bool, columns: [Int], rows rowOfSample: [UInt32]) {
    let times = keepsOrder ? nil : SampleTimes(profile)
    guard keepsOrder || times != nil else { return nil }
    label = times.map { SafeText.shown(profile.strings.bytes(of: $0.key)) } ?? ""
    width = columns.count
    let table = profile.sampleTable
    for sample in times?.order ?? Array(0..<table.count) {
      let row = rowOfSample[sample]
      guard row != PackedSamples.noRow else { continue }
      if rows.last != row {
        rows.append(row)
        values += repeatElement(0, count: width)
      }
      let start = values.count - width
      for (index, column) in columns.enumerated() {
        let value = table.values[sample * profile.width + column]
        values[start + index] = values[start + index].addingClamped(value)
      }
    }
  }

  /// All values of one of the types.
  func values(of type: Int) -> some Sequence<Int64> {
    (0..<count).lazy.map { values[$0 * width + type] }
  }

  /// The block: columns of the differences of rows, and of the values of each type.
  func bytes(divisors: [UInt64]) -> [UInt8] {
    var block = PackedBytes()
    var last: Int64 = 0
    for row in rows {
      block.append(signed: Int64(row) - last)
      last = Int64(row)
    }
    for (type, divisor) in divisors.enumerated() { block.append(values: values(of: type), divisor) }
    return block.bytes
  }
}

/// When samples were taken, by a label whose name says so: `end_timestamp_ns`.
private struct SampleTimes {
  let key: StringID
  /// All samples by time; those of one time stay as they are.
  let order: [Int]

  /// Nil unless each sample has such a label.
  init?(_ profile: Profile) {
    let table = profile.labelSets
    let used = Set(profile.sampleTable.labelSets)
    guard let any = used.min(), let found = Self.time(table.labels(of: LabelSetID(any)), profile)
    else { return nil }
    var times: [UInt32: Int64] = [:]
    for set in used {
      let labels = table.labels(of: LabelSetID(set))
      guard let (_, time) = labels.lazy.compactMap(Self.number).first(where: { $0.key == found })
      else { return nil }
      times[set] = time
    }
    key = found
    let ofSample = profile.sampleTable.labelSets.map { times[$0] ?? 0 }
    order = ofSample.indices.sorted { (ofSample[$0], $0) < (ofSample[$1], $1) }
  }

  private static func time(_ labels: some Sequence<Label>, _ profile: Profile) -> StringID? {
    labels.lazy.compactMap(number).first { label in
      let name = String(decoding: profile.strings.bytes(of: label.key), as: UTF8.self)
      return name.lowercased().contains("timestamp")
    }?.key
  }

  private static func number(_ label: Label) -> (key: StringID, value: Int64)? {
    guard case .number(let number, _) = label.value else { return nil }
    return (label.key, number)
  }
}
