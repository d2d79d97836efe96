import ProfileAnalysis
import ProfileModel
import ProfileReports

/// Applies the comparison of runs to a flame graph or page of two sides: only significant changes have a colour.
struct RunsHighlight: Sendable {
  /// The functions that are called.
  private(set) var names: Set<String>
  /// The one that changed most.
  private(set) var main: String?
  private(set) var sentence: String
  private(set) var mainChange: String
  let remarks: [String]
  /// What to say in place of totals that scaling made equal; nil if they are as they were.
  let scaledTotal: String?
  private let counts: String

  /// - `notes`: what to say of the runs.
  init(_ comparison: RunComparison, notes: [String]) {
    let verdict = RunsVerdict(comparison)
    let called = comparison.called
    names = Set(called.map { String(decoding: $0.name.name, as: UTF8.self) })
    main = comparison.main.map { String(decoding: $0.name.name, as: UTF8.self) }
    (sentence, counts, mainChange) = (verdict.sentence, verdict.counts, verdict.mainChange)
    scaledTotal = verdict.scaledTotal
    let remark =
      called.isEmpty
      ? "No change stands out from noise, so no function is coloured"
      : "Only functions whose change stands out from noise are coloured"
    remarks = ["\(remark); values are means of scaled runs."] + notes.map { "Note: \($0)." }
  }

  /// The names among those of a tree, by their indices.
  func called(among all: LocationNames) -> Set<Int> {
    Set(names.compactMap { all.texts.id(of: $0).map { Int($0.index) } })
  }

  /// The same after functions were renamed, in the same rows, so that the original names are not revealed.
  func renamed(_ profile: Profile, _ other: Profile) -> RunsHighlight {
    var renamed: [String: String] = [:]
    for row in 0..<min(profile.functions.count, other.functions.count) {
      let function = FunctionID(UInt32(row))
      let name = profile.strings[profile.functions.name(of: function)]
      renamed[name] = other.strings[other.functions.name(of: function)]
    }
    var result = self
    result.names = Set(names.compactMap { renamed[$0] })
    result.main = main.flatMap { renamed[$0] }
    (result.sentence, result.mainChange) = (counts, "")
    return result
  }
}
