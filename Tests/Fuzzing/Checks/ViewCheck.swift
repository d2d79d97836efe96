import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import ReportRequests

extension FuzzCheck {
  /// Every accepted profile can be packed into a page, and the unpacked page has the same sums, even with folded
  /// frames.
  static let view = FuzzCheck(name: "view", fixtures: [".pb", ".txt"]) { bytes in
    guard bytes.count < 20_000,
      let read = try? ProfileReader.read(ByteSource(bytes), limits: fuzzLimits)
    else { return }
    // Types that share their name are left out of reports.
    guard let profile = try? read.profile.withDistinctTypes() else { return }
    for mostFrames in [100_000, 40, 3] { try checkPage(of: profile, mostFrames) }
  }

  private static func checkPage(of profile: Profile, _ mostFrames: Int) throws {
    let session = ProfileSession(profile, name: "fuzz")
    var view = ViewRequest()
    view.mostFrames = mostFrames
    guard let page = try? session.page(ReportRequest(.view(view)), view) else { return }
    let blocks = Dictionary(uniqueKeysWithValues: page.blocks.map { ($0.name, $0.bytes) })
    let head = HeadNumbers(blocks["head"] ?? [])
    let unpacked = try UnpackedProfile(
      blocks, names: head.number("names"), nodes: head.number("nodes"),
      samples: head.number("samples"), divisors: head.divisors, folded: head.folded)
    guard let view = try? ProfileView(ProfileCompletion().complete(profile)),
      view.comparedColumns == nil
    else { return }
    let names = view.tables.naming(NodeOptions()).names
    for column in view.profile.header.sampleTypes.indices {
      try compare(
        unpacked.sums(ofType: column), NameSums(view.profile, columns: [column], names), names)
    }
  }

  /// Sums that saturate are not compared.
  private static func compare(
    _ found: (selfValues: [String: Int64], totals: [String: Int64]), _ sums: NameSums,
    _ names: LocationNames
  ) throws {
    let isLarge = { (sum: Int64) in sum.magnitude >= UInt64(Int64.max) / 2 }
    guard !(sums.totals + sums.selfValues + sums.whole).contains(where: isLarge) else { return }
    var (selfValues, totals): ([String: Int64], [String: Int64]) = ([:], [:])
    for name in 0..<names.texts.count {
      let bytes = names.texts.bytes(of: StringID(UInt32(name)))
      let text = bytes.isEmpty ? "<unknown>" : SafeText.shown(bytes)
      // Names with the same displayed text are added up.
      selfValues[text, default: 0] &+= sums.selfValues[name]
      totals[text, default: 0] &+= sums.totals[name]
    }
    let differs = { (one: [String: Int64], other: [String: Int64]) in
      one.filter { $0.value != 0 } != other.filter { $0.value != 0 }
    }
    guard Set(totals.keys).count == names.texts.count else { return }
    try require(
      !differs(found.selfValues, selfValues),
      "other own sums: \(found.selfValues), not \(selfValues)")
    try require(!differs(found.totals, totals), "other sums: \(found.totals), not \(totals)")
  }
}

/// The numbers in a head that give the lengths of columns.
private struct HeadNumbers {
  private let text: String
  private let foldedText: String

  /// The sizes of blocks have similar keys and come last.
  init(_ json: [UInt8]) {
    let whole = String(decoding: json, as: UTF8.self)
    let text = String(whole[..<(whole.ranges(of: "\"sizes\":").last?.lowerBound ?? whole.endIndex)])
    self.text = text
    foldedText = text.ranges(of: "\"folded\":").last.map { String(text[$0.upperBound...]) } ?? ""
  }

  /// The numbers on folded frames; nil if there are none.
  var folded: UnpackedProfile.Folded? {
    let numbers = foldedText.matches(of: #/"(?:name|folds|frames|rows)":\[?([0-9]+)/#)
      .compactMap { Int($0.output.1) }
    guard numbers.count == 4 else { return nil }
    let areBySite = text.matches(of: #/"isBySite":(true|false)/#).map { $0.output.1 == "true" }
    return UnpackedProfile.Folded(
      name: numbers[0], folds: numbers[1], frames: numbers[2], rows: numbers[3],
      areBySite: areBySite)
  }

  /// The number after a key, or the first of a list; the last such key, since names come before it.
  func number(_ key: String) -> Int {
    let rest = text.ranges(of: "\"\(key)\":").last.map { text[$0.upperBound...] } ?? ""
    return Int(rest.drop { $0 == "[" }.prefix { $0.isNumber }) ?? 0
  }

  /// The divisor of each type's values.
  var divisors: [Int64] {
    text.matches(of: #/"gcd":"([0-9]+)"/#).compactMap { Int64($0.output.1) }
  }
}
