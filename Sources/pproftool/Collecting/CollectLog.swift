import ArgumentParser
import JSONText
import ProfileAnalysis
import ProfileCollecting
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// The log of `collect`, on standard error: text for people, or one line of JSON per event.
final class CollectLog: @unchecked Sendable {
  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable { case text = "words", ndjson }

  let format: Format
  private let monitor = Monitor()
  private var isSaved = false

  /// Whether anything was saved.
  var hasSaved: Bool { monitor.locked { isSaved } }

  init(_ format: Format) { self.format = format }

  /// Writes an event.
  func write(_ event: CollectEvent) {
    if case .saved = event.kind { monitor.locked { isSaved = true } }
    switch format {
    case .text: Message.print(Self.text(event))
    case .ndjson: Self.write(Self.value(event, Self.now))
    }
  }

  /// Writes a note about a service, or about all.
  func note(_ text: String, of target: String = "") { write(CollectEvent(.noted(text), target)) }

  private static var now: Int64 { ThisProcess.secondsSince1970 * 1_000_000_000 }

  /// `router: goroutine: saved profiles/router/….pb.gz (2104 bytes, 12 ms)`.
  static func text(_ event: CollectEvent) -> String {
    let source = [event.target, event.profile ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    return source.isEmpty ? details(event) : "\(source): \(details(event))"
  }

  private static func details(_ event: CollectEvent) -> String {
    switch event.kind {
    case .saved:
      "saved \(event.file ?? "") (\(event.bytes ?? 0) bytes, \(event.milliseconds ?? 0) ms\(attempts(event)))"
    case .failed: "\(event.error.map(problem) ?? "failed")\(attempts(event))"
    case .skipped(let reason): "skipped: \(reason)"
    case .noted(let text), .judged(_, _, let text): text
    }
  }

  private static func attempts(_ event: CollectEvent) -> String {
    event.attempts > 1 ? ", after \(event.attempts) attempts" : ""
  }

  /// An error, worded for the command line.
  static func problem(_ error: any Error) -> String {
    if let error = error as? FetchError { return FetchProblem(error).description }
    if let content = error as? ForeignContent { return "200, but it \(content.message)" }
    return CommandWording.text(of: error)
  }

  static func value(_ event: CollectEvent, _ now: Int64) -> JSONValue {
    var pairs: [String: JSONValue] = ["time": .text(Timestamp(nanoseconds: now).rfc3339)]
    if !event.target.isEmpty { pairs["target"] = .text(event.target) }
    pairs["profile"] = event.profile.map { .text($0) }
    pairs["file"] = event.file.map { .text($0) }
    pairs["bytes"] = event.bytes.map { .integer(Int64($0)) }
    pairs["milliseconds"] = event.milliseconds.map { .integer(Int64($0)) }
    pairs["status"] = event.status.map { .integer(Int64($0)) }
    if event.attempts > 0 { pairs["attempts"] = .integer(Int64(event.attempts)) }
    pairs["error"] = event.error.map { .text(problem($0)) }
    (pairs["event"], pairs["note"]) = kind(event)
    if case .judged(let rule, let outcome, _) = event.kind {
      (pairs["rule"], pairs["outcome"]) = (.text(rule), .text(outcome))
    }
    return .object(pairs)
  }

  private static func kind(_ event: CollectEvent) -> (name: JSONValue, note: JSONValue?) {
    switch event.kind {
    case .saved: (.text("saved"), nil)
    case .failed: (.text("failed"), nil)
    case .skipped(let reason): (.text("skipped"), .text(reason))
    case .noted(let text): (.text("note"), .text(text))
    case .judged(_, _, let text): (.text("rule"), .text(text))
    }
  }

  private static func write(_ value: JSONValue) {
    var sink = ByteSink { try FileDescriptor.standardError.write($0) }
    value.write(to: &sink, onOneLine: true)
    sink.write("\n")
    // If standard error is closed, there is no way to report it.
    try? sink.finish()
  }
}

extension CollectLog {
  /// The JSON Schema of a line of `--log ndjson`; a test checks real lines against it.
  static let schema = ReportSchema.schema(
    "collect", title: "An event of collect",
    .object([
      .init("time", .text, "RFC 3339 in UTC"),
      .init("event", .choice(["saved", "failed", "skipped", "rule", "note"])),
      .init("target", .text, "The service; absent if it is about all", isRequired: false),
      .init("profile", .text, "For example goroutine or heap", isRequired: false),
      .init("file", .text, isRequired: false),
      .init("bytes", .integer, "Of the file", isRequired: false),
      .init("milliseconds", .integer, "Until the whole response was read", isRequired: false),
      .init("status", .integer, "Of the HTTP answer", isRequired: false),
      .init("attempts", .integer, isRequired: false), .init("error", .text, isRequired: false),
      .init("note", .text, "A sentence for people", isRequired: false),
      .init("rule", .text, isRequired: false),
      .init(
        "outcome", .choice(ServiceCheck.FindingOutcome.allCases.map(\.rawValue) + ["passes"]),
        "What the rule does from now on", isRequired: false),
    ]))
}
