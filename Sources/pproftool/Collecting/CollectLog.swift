import ArgumentParser
import JSONText
import ProfileAnalysis
import ProfileCollecting
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// What is said while collecting, on standard error: words for people, or a line of JSON an event.
struct CollectLog: Sendable {
  enum Form: String, CaseIterable, ExpressibleByArgument, Sendable { case words, ndjson }

  let form: Form

  init(_ form: Form) { self.form = form }

  /// Says what happened.
  func say(_ event: CollectEvent) {
    switch form {
    case .words: Message.print(Self.words(event))
    case .ndjson: Self.write(Self.value(event, Self.now))
    }
  }

  /// Says something of a service, or of all.
  func note(_ text: String, of target: String = "") { say(CollectEvent(.noted(text), target)) }

  private static var now: Int64 { ThisProcess.secondsSince1970 * 1_000_000_000 }

  /// `router: goroutine: saved profiles/router/….pb.gz (2104 bytes, 12 ms)`.
  static func words(_ event: CollectEvent) -> String {
    let place = [event.target, event.profile ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    return place.isEmpty ? what(event) : "\(place): \(what(event))"
  }

  private static func what(_ event: CollectEvent) -> String {
    switch event.kind {
    case .saved:
      "saved \(event.file ?? "") (\(event.bytes ?? 0) bytes, \(event.milliseconds ?? 0) ms\(tries(event)))"
    case .failed: "\(event.error.map(problem) ?? "failed")\(tries(event))"
    case .skipped(let why): "not taken: \(why)"
    case .noted(let text), .judged(_, _, let text): text
    }
  }

  private static func tries(_ event: CollectEvent) -> String {
    event.attempts > 1 ? ", after \(event.attempts) attempts" : ""
  }

  /// What is wrong, in the words of a command line.
  static func problem(_ error: any Error) -> String {
    if let error = error as? FetchError { return FetchProblem(error).description }
    if let content = error as? ForeignContent { return "200, but it \(content.message)" }
    return CommandWording.text(of: error)
  }

  private static func value(_ event: CollectEvent, _ now: Int64) -> JSONValue {
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
    case .skipped(let why): (.text("skipped"), .text(why))
    case .noted(let text): (.text("note"), .text(text))
    case .judged(_, _, let text): (.text("rule"), .text(text))
    }
  }

  private static func write(_ value: JSONValue) {
    var sink = ByteSink { try FileDescriptor.standardError.write($0) }
    value.write(to: &sink, onOneLine: true)
    sink.write("\n")
    // There is nobody to tell when standard error itself is closed.
    try? sink.finish()
  }
}
