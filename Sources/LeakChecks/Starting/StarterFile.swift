package import ProfileAnalysis
import ProfileModel
import ProfileStatistics

/// A rule file to start from, made of healthy profiles: limits with room for the counts, the larger sites and the heap.
package struct StarterFile {
  private let snapshotSet: SnapshotSet
  private let wording: StarterWording
  private var ids: Set<String> = []
  /// The built-in rules that fail on the profiles, which are not healthy then.
  private let sick: [Verdict]
  /// The built-in rules that may find growth in the profiles, with which limits would be too high.
  package let doubtful: [String]
  /// The fewest goroutines for which a site gets a rule.
  private static let leastCount = 20.0

  /// - `today`: the day, for the built-in rules.
  package init(
    _ snapshotSet: SnapshotSet, today: CalendarDate, wording: StarterWording = StarterWording()
  ) {
    (self.snapshotSet, self.wording) = (snapshotSet, wording)
    var set = RuleSet()
    set.addBuiltInRules(for: snapshotSet)
    let report = try? CheckReport(set, on: snapshotSet, today: today)
    let verdicts = report?.verdicts ?? []
    sick = verdicts.filter { $0.outcome == .fail && $0.rule.severity == .fail }
    doubtful = verdicts.filter { verdict in
      verdict.outcome == .undecided
        && verdict.groups.contains {
          $0.outcome == .undecided && $0.trend.map { $0.slope > 0 } ?? false
        }
    }.map(\.rule.id)
  }

  /// The built-in rules that the profiles break, so that they are no measure of what is healthy.
  package var failing: [String] { sick.map(\.rule.id) }

  /// The lines of the file; nil when there is nothing to write rules for.
  package mutating func lines() -> [String]? {
    let lookup = MetricLookup(groups: snapshotSet.groups)
    var rules: [String] = []
    if let source = lookup.source(ofAssertion: "goroutine/count() <= 0") {
      rules += goroutines(source)
    }
    if let source = lookup.source(ofAssertion: "heap/inuse_space() <= 0") { rules += heap(source) }
    guard !rules.isEmpty else { return nil }
    let files = snapshotSet.groups.compactMap { $0.snapshots.last?.profiles.first?.name }
    let more = snapshotSet.groups.map(\.snapshots.count).reduce(0, +) - files.count
    let names = files.map(Self.plain).joined(separator: " ") + (more > 0 ? " and \(more) more" : "")
    let header = [wording.title, "  \(names)"] + wording.use
    return header.map { "# \($0)" } + ["version: 2", "rules:"] + rules
  }

  // MARK: Rules

  private mutating func goroutines(_ source: MetricSource) -> [String] {
    let readings = source.group.snapshots.compactMap(MetricReader(source, per: nil).measurer)
    guard !readings.isEmpty else { return [] }
    let reasons = comments { $0.rule.id != "trend-heap" }
    guard reasons.isEmpty else { return reasons + comparisons(source.group.snapshots.count) }
    let counts = readings.map { $0.tally().amount(of: .all).sure }
    var lines = rule(
      "goroutines", "count() <= \(Self.number(HeadRoom.limit(forCounts: counts)))",
      [Self.history(counts, "goroutines")])
    let sites = Self.sites(readings)
    if !sites.isEmpty {
      lines.append("  # The sites with \(Self.number(Self.leastCount)) or more.")
    }
    for (site, counts) in sites {
      let limit = Self.number(HeadRoom.limit(forCounts: counts))
      lines += rule(
        Self.id(of: site), "count(site:\(SampleSelector.Value.text(site))) <= \(limit)",
        [Self.history(counts, "goroutines here")])
    }
    return lines + comparisons(source.group.snapshots.count)
  }

  /// Rules that need more than one healthy profile, for later; the trend at once where there is a series.
  private func comparisons(_ snapshots: Int) -> [String] {
    let mark = snapshots >= SeriesOptions().minSnapshots ? "  " : "  # "
    return [
      "  # \(wording.withBaseline): no large new stacks.",
      "  # - id: new-stacks",
      "  #   assert: new_stacks(value>=50) == 0",
      "  # With at least twelve snapshots with known times: no steady growth.",
      "\(mark)- id: trend",
      "\(mark)  assert: slope(count()) <= 5/h",
      "  # With a goroutineleak profile: no proven leaks.",
      "  # - id: leaked",
      "  #   assert: leaked() == 0",
    ]
  }

  private mutating func heap(_ source: MetricSource) -> [String] {
    let reasons = comments { $0.rule.id == "trend-heap" }
    guard reasons.isEmpty else { return reasons }
    let values = source.group.snapshots.compactMap {
      MetricReader(source, per: nil).judging($0).newest()?.amount(of: .all).sure
    }
    guard let most = values.max() else { return [] }
    let limit = HeadRoom.megabytes(forBytes: values)
    let highest = (most / 1024 / 1024).rounded()
    return rule(
      "heap", "inuse_space() <= \(Self.number(limit))MB",
      ["The heap had up to \(Self.number(highest)) MB; save it with heap?gc=1."])
  }

  /// The comments written instead of a limit where built-in rules fail.
  private func comments(_ isOfIt: (Verdict) -> Bool) -> [String] {
    sick.filter(isOfIt).flatMap { verdict in
      let site = verdict.stacks.first.map { ", most at \(Self.plain($0.site))" } ?? ""
      return [
        "  # No limit: the built-in rule '\(verdict.rule.id)' fails on these profiles, so they are not healthy:",
        "  #   \(verdict.rule.assertion)\(site)",
      ]
    }
  }

  private mutating func rule(_ id: String, _ assertion: String, _ comments: [String]) -> [String] {
    comments.map { "  # \($0)" } + [
      "  - id: \(unique(id))", "    assert: \(YAMLQuoting.text(assertion))",
    ]
  }

  private mutating func unique(_ id: String) -> String {
    var candidate = id
    var number = 2
    while !ids.insert(candidate).inserted {
      candidate = "\(id)-\(number)"
      number += 1
    }
    return candidate
  }

  // MARK: What to say

  private static func history(_ values: [Double], _ what: String) -> String {
    let highest = number(values.max() ?? 0)
    return values.count == 1
      ? "There were \(highest) \(what)."
      : "There were up to \(highest) \(what) in \(values.count) snapshots."
  }

  /// What each site has in every snapshot, if it had enough in one; the largest first.
  private static func sites(_ readings: [Measurer]) -> [(site: String, values: [Double])] {
    var sites: [String: [Double]] = [:]
    for (number, measurer) in readings.enumerated() {
      for stack in StackRanking(measurer, limit: .max).stacks(in: .all) where stack.isSiteKnown {
        if sites[stack.site] == nil {
          sites[stack.site] = [Double](repeating: 0, count: readings.count)
        }
        sites[stack.site]?[number] += stack.value
      }
    }
    let large = sites.filter { ($0.value.max() ?? 0) >= leastCount }
    return large.sorted {
      let (one, other) = ($0.value.max() ?? 0, $1.value.max() ?? 0)
      return one != other ? one > other : $0.key < $1.key
    }.map { ($0.key, $0.value) }
  }

  /// An id made of the end of a function's name: `(*Stream).listen` gives `Stream.listen`.
  static func id(of site: String) -> String {
    let name = PackageName.removed(from: site)
    let kept = name.unicodeScalars.filter { AssertionCursor.isOfName($0) }
    let id = String(String.UnicodeScalarView(kept.drop { !AssertionCursor.isLetter($0) }))
    return id.isEmpty ? "site" : id
  }

  private static func number(_ value: Double) -> String { "\(Int64(clamping: value))" }

  /// A file name in a comment, which ends with its line.
  private static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(name.unicodeScalars.map { YAMLQuoting.isPlain($0) ? $0 : "?" }))
  }
}

/// The comments of a rule file to start from, worded by the caller: only the command line knows its options.
package struct StarterWording: Sendable {
  /// What the file is; the names of the profiles come after it.
  package var title = "Rules made from healthy profiles:"
  /// What to do with it, a line each.
  package var use = ["The limits leave room above the highest values found: adjust them."]
  /// When rules that need a baseline can be checked.
  package var withBaseline = "With a baseline"

  package init() {}
}

/// Limits with room above what was measured, in numbers of two digits.
///
/// Simulated: of counts that vary by chance, and of a daily wave that was seen for a day, no limit is broken in 400 runs by
/// the next 24 (144) snapshots; three times as many break each.
enum HeadRoom {
  private static let megabyte = 1024.0 * 1024

  /// A limit for a count: its highest, and as much as lies between that and the median, or six deviations, or 10.
  static func limit(forCounts values: [Double]) -> Double {
    let highest = values.max() ?? 0
    let room = max(highest - Median.of(values), 6 * highest.squareRoot(), 10)
    return roundedUp(highest + room)
  }

  /// A limit for bytes, in MB.
  static func megabytes(forBytes values: [Double]) -> Double {
    let highest = values.max() ?? 0
    let room = max(highest - Median.of(values), highest / 2, 4 * megabyte)
    return roundedUp((highest + room) / megabyte)
  }

  /// A little more than a value, in two digits: the cap of a suppression. One stack stays one.
  static func cap(for value: Double) -> Double { roundedUp(value <= 1 ? 1 : value * 1.1) }

  /// The next number of two digits and zeros.
  private static func roundedUp(_ value: Double) -> Double {
    var power = 1.0
    while value / power > 100 { power *= 10 }
    return (value / power).rounded(.up) * power
  }
}
