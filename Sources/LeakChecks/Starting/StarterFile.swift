import ProfileAnalysis
import ProfileModel

/// A rule file to start from, made of a healthy profile: limits with room, the largest sites named.
package struct StarterFile {
  private let evidence: Evidence
  private var ids: Set<String> = []
  /// How many sites get a rule of their own.
  private static let siteLimit = 5

  package init(_ evidence: Evidence) { self.evidence = evidence }

  /// The lines of the file; nil when there is nothing to write rules for.
  package mutating func lines() -> [String]? {
    let lookup = MetricLookup(groups: evidence.groups)
    var rules: [String] = []
    if let source = Self.source("goroutine/count() <= 0", lookup) { rules += goroutines(source) }
    if let source = Self.source("heap/inuse_space() <= 0", lookup) { rules += heap(source) }
    guard !rules.isEmpty else { return nil }
    let files = evidence.groups.compactMap { $0.snapshots.last?.profiles.first?.name }
    return [
      "# Rules for pproftool check, made by check --init of healthy profiles:",
      "#   \(files.map(Self.plain).joined(separator: " "))",
      "# The limits leave about three times of what was there. Make them yours, then run",
      "#   pproftool check --rules FILE PROFILE...",
      "# It exits with 0 when all is well, 1 when a rule fails, 2 when it cannot be told.",
      "version: 1", "rules:",
    ] + rules
  }

  // MARK: Rules

  private mutating func goroutines(_ source: MetricSource) -> [String] {
    guard let measurer = MetricReader(source, per: nil).newestMeasurer() else { return [] }
    let count = measurer.tally().amount(of: .all).sure
    var lines = rule(
      "goroutines", "count() <= \(Self.number(HeadRoom.limit(for: count)))",
      ["There were \(Self.number(count)) goroutines."])
    let sites = Self.sites(measurer)
    if !sites.isEmpty { lines.append("  # The largest sites.") }
    for (site, value) in sites {
      let limit = Self.number(HeadRoom.limit(for: value))
      lines += rule(
        Self.id(of: site), "count(site:\(SampleSelector.Value.text(site))) <= \(limit)",
        ["\(Self.number(value)) were here."])
    }
    return lines + Self.comparisons
  }

  /// Rules that need more than one healthy profile, for later.
  private static let comparisons = [
    "  # With --baseline HEALTHY.pb.gz: nothing that was not there before, in numbers.",
    "  # - id: new-stacks",
    "  #   assert: new_stacks(value>=50) == 0",
    "  # With twelve snapshots or more: no steady growth.",
    "  # - id: trend",
    "  #   assert: slope(count()) <= 1",
    "  # With a goroutineleak profile: nothing that is proven leaked.",
    "  # - id: leaked",
    "  #   assert: leaked() == 0",
  ]

  private mutating func heap(_ source: MetricSource) -> [String] {
    guard let amount = MetricReader(source, per: nil).newest()?.amount(of: .all) else { return [] }
    let limit = HeadRoom.megabytes(for: amount.interval.high)
    let megabytes = Self.number((amount.sure / 1024 / 1024).rounded())
    return rule(
      "heap", "inuse_space() <= \(Self.number(limit))MB",
      ["The heap had \(megabytes) MB; take it with heap?gc=1."])
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

  private static func sites(_ measurer: Measurer) -> [(site: String, value: Double)] {
    var sites: [String: Double] = [:]
    for stack in StackRanking(measurer, limit: .max).stacks(in: "") where stack.isSiteKnown {
      sites[stack.site, default: 0] += stack.value
    }
    let sorted = sites.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(siteLimit).map { ($0.key, $0.value) }
  }

  /// An id made of the end of a function's name: `(*Stream).listen` gives `Stream.listen`.
  static func id(of site: String) -> String {
    let package = PackageName.of(site).map { $0.utf8.count + 1 } ?? 0
    let name = String(decoding: site.utf8.dropFirst(package), as: UTF8.self)
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

  private static func source(_ text: String, _ lookup: MetricLookup) -> MetricSource? {
    guard let assertion = try? Assertion(text), let metric = assertion.measure.metrics.first,
      case .found(let source)? = try? lookup.find(metric)
    else { return nil }
    return source
  }
}

/// Writes texts into YAML.
enum YAMLQuoting {
  /// A text in double quotes, in which nothing has a meaning but what is escaped.
  static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where isPlain(scalar): quoted.unicodeScalars.append(scalar)
      default: quoted += escape(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether a character stands for itself in YAML: it is none that ends a line, acts on a reader of the
  /// file, or is not allowed there.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.actsOnTerminals && scalar != "\u{FEFF}" && scalar.value & 0xFFFE != 0xFFFE
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
      scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)"
  }
}
