import ProfileAnalysis
import ProfileModel

/// The self and total values of a profile's functions.
struct FunctionSums {
  /// Each function with a sum for each sample type, in the order of first sight.
  private(set) var rows: [(function: StringID, flat: [Int64], cum: [Int64])] = []
  private var indices: [StringID: Int] = [:]
  /// The sample that a function was last seen in, so that one which recurs counts once.
  private var last: [Int] = []

  init(_ profile: Profile, _ numbers: [Int?], _ catalog: StackCatalog) {
    for sample in 0..<profile.sampleTable.count {
      guard let number = numbers[Int(profile.sampleTable.stacks[sample])] else { continue }
      let values = profile.sampleTable.values[sample * profile.width..<(sample + 1) * profile.width]
      for (depth, frame) in catalog.frames(of: number).enumerated() {
        let index = index(of: catalog.frames[Int(frame)].function, width: profile.width)
        if depth == 0 { Self.add(values, to: &rows[index].flat) }
        guard last[index] != sample else { continue }
        last[index] = sample
        Self.add(values, to: &rows[index].cum)
      }
    }
  }

  private mutating func index(of function: StringID, width: Int) -> Int {
    if let index = indices[function] { return index }
    let none = [Int64](repeating: 0, count: width)
    indices[function] = rows.count
    rows.append((function, none, none))
    last.append(-1)
    return rows.count - 1
  }

  static func add(_ values: ArraySlice<Int64>, to sums: inout [Int64]) {
    for (column, value) in values.enumerated() { sums[column] = sums[column].addingClamped(value) }
  }
}

/// The values of a profile's sites.
struct SiteRows {
  /// A site and a sample type.
  struct Row {
    let site, package: StringID
    let column: Int
    /// Of the heaviest of its stacks.
    let fingerprint: String?
    let value: Int64
    let stacks: Int
  }

  private(set) var rows: [Row] = []

  init(_ profile: Profile, _ numbers: [Int?], _ catalog: StackCatalog) {
    let stacks = Self.sums(profile, numbers)
    var sites: [StringID: [Int]] = [:]
    var order: [StringID] = []
    for (index, stack) in stacks.enumerated() {
      let site = catalog.identities[stack.number].site
      if sites[site] == nil { order.append(site) }
      sites[site, default: []].append(index)
    }
    for site in order {
      for column in 0..<profile.width {
        let own = (sites[site] ?? []).map { stacks[$0] }.filter { $0.values[column] != 0 }
        guard let first = own.first else { continue }
        let heaviest = own.dropFirst().reduce(first) {
          $1.values[column].magnitude > $0.values[column].magnitude ? $1 : $0
        }
        rows.append(
          Row(
            site: site, package: catalog.identities[first.number].package, column: column,
            fingerprint: catalog.identities[heaviest.number].fingerprint,
            value: own.reduce(0) { $0.addingClamped($1.values[column]) }, stacks: own.count))
      }
    }
  }

  /// The stacks with a sum for each sample type, in the order of first sight.
  private static func sums(_ profile: Profile, _ numbers: [Int?]) -> [(
    number: Int, values: [Int64]
  )] {
    var sums: [(number: Int, values: [Int64])] = []
    var indices: [Int: Int] = [:]
    for sample in 0..<profile.sampleTable.count {
      guard let number = numbers[Int(profile.sampleTable.stacks[sample])] else { continue }
      let values = profile.sampleTable.values[sample * profile.width..<(sample + 1) * profile.width]
      if let index = indices[number] {
        FunctionSums.add(values, to: &sums[index].values)
      } else {
        indices[number] = sums.count
        sums.append((number, Array(values)))
      }
    }
    return sums
  }
}
