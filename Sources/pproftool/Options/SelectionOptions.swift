import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfilePatterns
import ProfileSystem

/// The selection among the profiles of folders and lists, by the facts in their paths.
///
/// All are texts: option types of their own slow down the start of every command.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("layout"),
    help: ArgumentHelp(
      """
      The meaning of path components, as in '{service}/{version}/{instance}/{time}.{kind}.pb.gz' or key=value (default: \
      the known layout that fits best). In a picture of two profiles, it sets the width of frames: union (both sides), \
      before or after.
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
    guard layouts.count(where: Self.isComparison) <= 1,
      layouts.count(where: { !Self.isComparison($0) }) <= 1
    else { throw ValidationError("--layout cannot be given twice") }
  }
}

extension SelectionOptions {
  private static func isComparison(_ text: String) -> Bool {
    ComparisonLayout(rawValue: text) != nil
  }

  /// Which side of a comparison sets the width of frames; nil if not given.
  var comparison: ComparisonLayout? { layouts.lazy.compactMap(ComparisonLayout.init).first }

  /// The given path layout as text; nil if not given.
  var layoutText: String? { layouts.first { !Self.isComparison($0) } }

  /// The given path layout.
  ///
  /// - Throws: a `ValidationError` for an invalid layout.
  func pathLayout() throws -> PathLayout? {
    guard let layoutText else { return nil }
    do { return try PathLayout(layoutText) } catch {
      throw ValidationError("--layout \(error)")
    }
  }

  /// The earliest time of a profile.
  func firstTime() throws -> TimeBound? { try since.map { try Self.timeBound("--since", $0) } }

  /// The latest time of a profile; a day counts to its end.
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

  /// The given selection options, with their values.
  var choosing: [(name: String, value: String)] {
    let all = [
      ("--since", since), ("--until", until), ("--instance-is", instanceIs),
      ("--version-is", versionIs),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// Whether all profiles are selected and no layout is given.
  var isEmpty: Bool { choosing.isEmpty && layoutText == nil }

  /// The given options, as command-line arguments.
  var arguments: [String] {
    layouts.flatMap { ["--layout", $0] } + choosing.flatMap { [$0.name, $0.value] }
  }

  /// Rejects a layout for flame graphs of two profiles.
  func refuseComparison() throws {
    guard let comparison else { return }
    throw ValidationError(
      "--layout \(comparison.rawValue) is for pictures of two profiles: see flamegraph and diff")
  }

  /// Rejects all of these options, where only one profile is read.
  func refuseAll(_ reason: String) throws {
    let given =
      (layouts.isEmpty ? [] : ["--layout"]) + choosing.map(\.name)
      + (maxLeftOut == nil ? [] : ["--max-left-out"])
    if let option = given.first { throw ValidationError("\(option) \(reason)") }
  }

  /// Rejects `--max-left-out` where it has no effect.
  func refuseLimit(_ reason: String) throws {
    if maxLeftOut != nil { throw ValidationError("--max-left-out has no meaning here: \(reason)") }
  }
}

/// A time, or a duration before the newest profile.
enum TimeBound: Equatable, Sendable {
  /// In nanoseconds since 1970.
  case at(Int64)
  /// In nanoseconds.
  case beforeNewest(Int64)

  init?(_ text: String) {
    if let seconds = TimeLength.parse(text), seconds < 1e9 {
      self = .beforeNewest(Int64(seconds * 1e9))
    } else if let time = MomentText.nanoseconds(of: text) ?? CalendarDate(text)?.nanoseconds {
      self = .at(time)
    } else {
      return nil
    }
  }

  /// The last moment of a day; nil if the text is not a day.
  init?(endOfDay text: String) {
    guard let time = CalendarDate(text)?.nanoseconds else { return nil }
    self = .at(time.addingClamped(86_400_000_000_000 - 1))
  }

  /// - `newest`: when the newest profile was taken.
  func time(before newest: Int64) -> Int64 {
    switch self {
    case .at(let time): time
    case .beforeNewest(let span): newest.subtractingClamped(span)
    }
  }

  var isSpan: Bool { if case .beforeNewest = self { true } else { false } }
}

/// The number or the share of profiles that may be left out.
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

  func isExceeded(by leftOut: Int, of all: Int) -> Bool {
    switch self {
    case .count(let count): leftOut > count
    case .percent(let percent): Double(leftOut) * 100 > percent * Double(all)
    }
  }
}
