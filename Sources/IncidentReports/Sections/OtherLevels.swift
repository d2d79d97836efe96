import LeakChecks
import ProfileAnalysis
import ProfileModel

/// What goroutines and heaps did that no rule and no other line tells: a second instance that leaks, and a level that was
/// high before a restart.
struct OtherLevels {
  private(set) var lines: [IncidentText] = []
  /// Whether a level trebled.
  private(set) var areLarge = false
  private let incident: Incident
  private static let shown = 3

  /// - `told`: the names of instances that the report tells of, by group.
  init(_ incident: Incident, told: [String: Set<String>]) {
    self.incident = incident
    for kind in Kind.all { add(kind, told: told[kind.group] ?? []) }
  }

  private struct Kind {
    let group: String
    let noun: String
    let verb: String
    let past: String
    let text: @Sendable (Double) -> String
    /// Less than this is noise.
    let least: Double

    static let all = [
      Kind(
        group: "goroutine", noun: "goroutines", verb: "are", past: "were",
        text: { Int64(clamping: $0).grouped }, least: 100),
      Kind(
        group: "heap", noun: "heap in use", verb: "is", past: "was",
        text: { ValueText("bytes").text(Int64(clamping: $0)) }, least: 16 * 1_048_576),
    ]
  }

  private typealias Level = (instance: CheckedInstance, growth: LevelGrowth)

  private mutating func add(_ kind: Kind, told: Set<String>) {
    let everyone: [Level] = incident.snapshotSet.instances.compactMap { instance in
      LevelGrowth(of: kind.group, in: instance).map { (instance, $0) }
    }
    let all = everyone.filter { !told.contains($0.instance.name) }
    let risen = all.filter { Self.hasRisen($0.growth, kind) }
    let fallen = all.filter { !Self.hasRisen($0.growth, kind) && Self.hasFallen($0.growth, kind) }
    areLarge = areLarge || risen.contains { $0.growth.isLarge }
    let rises = sentences(risen.sorted { $0.growth.growth > $1.growth.growth }, "rose") {
      rise($0, kind)
    }
    let falls = sentences(
      fallen.sorted { $0.growth.highest.value > $1.growth.highest.value }, "fell"
    ) {
      fall($0, kind)
    }
    let named = told.union((risen + fallen).map(\.instance.name))
    lines += rises + falls + [most(everyone, kind, named)].compactMap(\.self)
  }

  private func sentences(
    _ levels: [Level], _ did: String, _ sentence: (Level) -> IncidentText
  ) -> [IncidentText] {
    let rest = levels.count - Self.shown
    return levels.prefix(Self.shown).map(sentence)
      + (rest > 0 ? ["\(rest.counted("more instance")) also \(did)."] : [])
  }

  private static func hasRisen(_ growth: LevelGrowth, _ kind: Kind) -> Bool {
    growth.growth >= max((growth.oldest?.value ?? 0) / 2, kind.least)
  }

  private static func hasFallen(_ growth: LevelGrowth, _ kind: Kind) -> Bool {
    let (highest, newest) = (growth.highest.value, growth.newest.value)
    return highest >= 2 * newest && highest - newest >= kind.least
  }

  // MARK: Sentences

  private func rise(_ level: Level, _ kind: Kind) -> IncidentText {
    let growth = level.growth
    let (first, last) = (kind.text(growth.oldest?.value ?? 0), kind.text(growth.newest.value))
    return
      "The \(kind.noun)\(of(level.instance)) rose from \(first) to \(strong: last) (\(growth.count) snapshots)."
  }

  private func fall(_ level: Level, _ kind: Kind) -> IncidentText {
    let highest = level.growth.highest
    let moment = IncidentText(
      moment: highest.timeNanos, snapshot: highest.index + 1, of: level.growth.count)
    return
      "The \(kind.noun)\(of(level.instance)) \(kind.past) \(strong: kind.text(highest.value)) at \(moment), and \(kind.verb) \(kind.text(level.growth.newest.value)) in the newest snapshot."
  }

  /// The largest, if nothing tells of it: of a single snapshot, nobody knows whether it grew.
  private func most(_ levels: [Level], _ kind: Kind, _ told: Set<String>) -> IncidentText? {
    let shown = incident.profiles.instance(of: kind.group)?.name
    guard let most = levels.max(by: { $0.growth.newest.value < $1.growth.newest.value }),
      most.instance.name != shown, !told.contains(most.instance.name),
      most.growth.newest.value >= kind.least
    else { return nil }
    let title = incident.profiles.title(of: most.instance)
    return
      "Of \(levels.count) instances, \(name: title) has the most \(kind.noun): \(strong: kind.text(most.growth.newest.value))."
  }

  private func of(_ instance: CheckedInstance) -> IncidentText {
    guard incident.snapshotSet.instances.count > 1 else { return "" }
    return " of \(name: incident.profiles.title(of: instance))"
  }
}
