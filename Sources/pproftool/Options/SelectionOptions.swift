import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfilePatterns
import ProfileSystem

/// Which profiles of folders and lists are taken, by what their paths tell.
///
/// All are texts, for options of types of their own slow the start of every command down.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("layout"),
    help: ArgumentHelp(
      """
      The meaning of path components, as in '{service}/{version}/{instance}/{time}.{kind}.pb.gz' or key=value (default: \
      the known layout that fits best). In a picture of two profiles: union, before or after, the side that sets the \
      width of frames.
      """, valueName: "pattern"))
  var layouts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only profiles from this time on: 2026-11-26T10:00:00Z, a day in UTC, or a duration before the newest profile, as in 2h.",
      valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp("Only profiles up to this time, or to the end of a day.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Only profiles whose instance, taken from the path, matches.", valueName: "pattern"))
  var instanceIs: String?

  @Option(
    help: ArgumentHelp(
      "Only profiles whose version, taken from the path, matches.", valueName: "pattern"))
  var versionIs: String?

  @Option(
    help: ArgumentHelp(
      "With --keep-going: how many profiles may be skipped, as in 3 or 5% (default: 100%).",
      valueName: "n|p%"))
  var maxLeftOut: String?

  func validate() throws {
    _ = try (pathLayout(), firstTime(), lastTime())
    _ = try (pattern("--instance-is", instanceIs), pattern("--version-is", versionIs))
    if let maxLeftOut, LeftOutLimit(maxLeftOut) == nil {
      throw ValidationError("--max-left-out takes a number or a percentage, found '\(maxLeftOut)'")
    }
    guard layouts.count(where: Self.isOfPicture) <= 1,
      layouts.count(where: { !Self.isOfPicture($0) }) <= 1
    else { throw ValidationError("--layout cannot be given twice") }
  }
}

extension SelectionOptions {
  private static func isOfPicture(_ text: String) -> Bool {
    ComparisonLayout(rawValue: text) != nil
  }

  /// What makes a frame of a comparison wide; nil if that is not said.
  var comparison: ComparisonLayout? { layouts.lazy.compactMap(ComparisonLayout.init).first }

  /// What was given for paths; nil if nothing was.
  var layoutText: String? { layouts.first { !Self.isOfPicture($0) } }

  /// The layout of paths that was given.
  ///
  /// - Throws: a `ValidationError` for what is none.
  func pathLayout() throws -> PathLayout? {
    guard let layoutText else { return nil }
    do { return try PathLayout(layoutText) } catch {
      throw ValidationError("--layout \(error)")
    }
  }

  /// From when on profiles are taken.
  func firstTime() throws -> TimeBound? { try since.map { try Self.timeBound("--since", $0) } }

  /// Until when profiles are taken; a day counts to its end.
  func lastTime() throws -> TimeBound? {
    guard let until else { return nil }
    return try TimeBound(endOfDay: until) ?? Self.timeBound("--until", until)
  }

  private static func timeBound(_ option: String, _ text: String) throws -> TimeBound {
    guard let bound = TimeBound(text) else {
      throw ValidationError(
        "\(option) takes a time such as 2026-11-26 or 2026-11-26T10:00:00Z, or a span such as 2h, found '\(text)'"
      )
    }
    return bound
  }

  func pattern(_ option: String, _ text: String?) throws -> Pattern? {
    guard let text else { return nil }
    do { return try Pattern(text) } catch { throw ValidationError("\(option): \(error)") }
  }

  /// The options that choose profiles, as they were given.
  var choosing: [(name: String, value: String)] {
    let all = [
      ("--since", since), ("--until", until), ("--instance-is", instanceIs),
      ("--version-is", versionIs),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// Whether all profiles are taken.
  var isEmpty: Bool { choosing.isEmpty && layoutText == nil }

  /// All that was given, as words of a command line.
  var words: [String] {
    layouts.flatMap { ["--layout", $0] } + choosing.flatMap { [$0.name, $0.value] }
  }

  /// Refuses what is only for pictures of two profiles.
  func refuseComparison() throws {
    guard let comparison else { return }
    throw ValidationError(
      "--layout \(comparison.rawValue) is for pictures of two profiles: see flamegraph and diff")
  }

  /// Refuses all of it, where one profile is read.
  func refuseAll(_ reason: String) throws {
    let given =
      (layouts.isEmpty ? [] : ["--layout"]) + choosing.map(\.name)
      + (maxLeftOut == nil ? [] : ["--max-left-out"])
    if let option = given.first { throw ValidationError("\(option) \(reason)") }
  }

  /// Refuses a limit where something else decides.
  func refuseLimit(_ reason: String) throws {
    if maxLeftOut != nil { throw ValidationError("--max-left-out has no meaning here: \(reason)") }
  }
}

/// A time, or a span before the newest profile.
enum TimeBound: Equatable, Sendable {
  /// In nanoseconds since 1970.
  case at(Int64)
  /// In nanoseconds.
  case beforeNewest(Int64)

  init?(_ text: String) {
    if let seconds = TimeLength.parse(text), seconds < 1e9 {
      self = .beforeNewest(Int64(seconds * 1e9))
    } else if let time = MomentText.nanoseconds(of: text) ?? Self.midnight(text) {
      self = .at(time)
    } else {
      return nil
    }
  }

  /// The last moment of a day; nil for what is no day.
  init?(endOfDay text: String) {
    guard let time = Self.midnight(text) else { return nil }
    self = .at(time + 86_400_000_000_000 - 1)
  }

  /// When a day begins, UTC.
  private static func midnight(_ text: String) -> Int64? {
    CalendarDate(text).flatMap { _ in MomentText.nanoseconds(of: "\(text)T00:00:00Z") }
  }

  /// - `newest`: when the newest profile was taken.
  func time(before newest: Int64) -> Int64 {
    switch self {
    case .at(let time): time
    case .beforeNewest(let span): newest.subtractingReportingOverflow(span).partialValue
    }
  }

  var isSpan: Bool { if case .beforeNewest = self { true } else { false } }
}

/// How many profiles may be left out.
enum LeftOutLimit: Equatable, Sendable {
  case count(Int)
  case percent(Double)

  init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .percent(percent)
    } else {
      guard let count = WholeNumber.parse(text), count >= 0 else { return nil }
      self = .count(count)
    }
  }

  func isExceeded(by left: Int, of all: Int) -> Bool {
    switch self {
    case .count(let count): left > count
    case .percent(let percent): Double(left) * 100 > percent * Double(all)
    }
  }
}
