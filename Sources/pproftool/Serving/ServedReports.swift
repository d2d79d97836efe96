import PprofWire
import ProfileAnalysis
import ProfileModel
import ProfileServing
import ReportRequests

/// The response to a report request: the same bytes and messages as from the command line.
struct ServedFile {
  let bytes: [UInt8]
  /// Its media type.
  let type: String
  /// The ending of its file name.
  let ending: String
  var notes: [String] = []
  /// The command line for the same report.
  let command: String

  /// Whether a browser can show it.
  var isShown: Bool { type != ReportFormat.pprof.mediaType }
}

extension ServedFile {
  init(_ bytes: [UInt8], _ format: ReportFormat, notes: [String], _ command: String) {
    (self.bytes, self.notes, self.command) = (bytes, notes, command)
    (type, ending) = (format.mediaType, format.endings.first ?? ".txt")
  }
}

extension ReportFormat {
  /// The media type.
  fileprivate var mediaType: String {
    switch self {
    case .text, .folded, .dot, .callgrind: "text/plain; charset=utf-8"
    case .json: "application/json"
    case .ndjson: "application/x-ndjson"
    case .csv: "text/csv; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    case .svg: "image/svg+xml"
    case .html: "text/html; charset=utf-8"
    case .pprof, .protobuf: "application/octet-stream"
    }
  }
}

/// Makes the requested reports.
struct ServedReports: Sendable {
  let shelf: ProfileShelf
  /// The options for reading from the server's command line; each report's command line includes them.
  let given: [String]
  let completion: ProfileCompletion
  let rules: ServedRules

  /// The profiles of a request.
  struct Sides: Equatable {
    let profile: Int
    var base: Int?
    var isDiffBase = false

    /// A base for any profile.
    init(base: Int, isDiffBase: Bool) {
      (profile, self.base, self.isDiffBase) = (0, base, isDiffBase)
    }

    /// - Throws: a `ServedError` if a parameter is not a number.
    init(_ query: RequestQuery) throws {
      guard let profile = try Self.number(query, "p") else {
        throw ServedError(400, "name the profile, as in p=1")
      }
      self.profile = profile
      let diffBase = try Self.number(query, "diff-base")
      base = try Self.number(query, "base") ?? diffBase
      isDiffBase = diffBase != nil
    }

    private static func number(_ query: RequestQuery, _ name: String) throws -> Int? {
      guard let text = query.value(name), !text.isEmpty else { return nil }
      guard let number = Int(text) else {
        throw ServedError(400, "\(name) must be the number of a profile")
      }
      return number
    }
  }

  /// - Throws: a `ServedError`, or an error about the profile.
  func report(
    _ kind: String, _ query: RequestQuery, _ cancellation: Cancellation
  ) throws -> ServedFile {
    let sides = try Sides(query)
    let (entry, base) = (try shelf.entry(sides.profile), try sides.base.map(shelf.entry))
    if kind == ServedRules.name {
      guard base == nil else {
        throw ServedError(
          400, "check takes one profile, without a base",
          option: sides.isDiffBase ? "diff-base" : "base")
      }
      return try rules.report(on: entry, query, cancellation) { try shelf.read(entry, .ofRules) }
    }
    let isPage = kind == ServedCommand.view && base != nil
    var query = query
    if isPage { query = RequestQuery(query.items + [.init(name: "format", value: "html")]) }
    let command = try ServedCommand(isPage ? ServedCommand.diff : kind, query, given: given)
    let line = command.line(profile: entry, base: base, isDiffBase: sides.isDiffBase)
    guard command.name == ServedCommand.diff else {
      return try report(command.report(), sides, line, cancellation)
    }
    guard let base else {
      throw ServedError(
        400, "diff takes two profiles; name the other one, as in base=2", option: "base")
    }
    return try comparison(command.comparison(), base, entry, line, cancellation)
  }

  private func report(
    _ command: any ReportingCommand, _ sides: Sides, _ line: String, _ cancellation: Cancellation
  ) throws -> ServedFile {
    let view = ShelfView(
      profile: sides.profile, base: sides.base, isDiffBase: sides.isDiffBase,
      reading: command.reading)
    let cached = try shelf.session(view)
    try cancellation.check()
    var request = try command.request()
    if let difference = cached.difference { request.kind.note(difference) }
    do {
      let report = try cached.session.report(request, cancellation: cancellation)
      return try written(report, cached.session.name, notes: cached.notes, line, cancellation)
    } catch let failure as ReportFailure {
      throw ServedError(
        422, (failure.notes + ["\(CommandWording.text(of: failure.error))"]).joined(separator: "\n")
      )
    } catch let error as SampleTypeError {
      throw ServedError(400, "\(error)", option: "sample-index")
    }
  }

  private func comparison(
    _ command: Diff, _ base: ShelfEntry, _ entry: ShelfEntry, _ line: String,
    _ cancellation: Cancellation
  ) throws -> ServedFile {
    let request = try command.request()
    var (before, after) = (try shelf.side(base), try shelf.side(entry))
    if command.flameGraph.negate { swap(&before, &after) }
    try cancellation.check()
    let notes = base.notes + entry.notes
    do {
      guard !ReportFormat.profiles.contains(request.format) else {
        return try difference(before, after, request, notes: notes, line, cancellation)
      }
      before.profile = completion.complete(before.profile)
      after.profile = completion.complete(after.profile)
      let comparison = try ProfileComparison(before, after, request, remark: \.message)
      let caveats = comparison.profiles.caveats.map { "warning: \($0.message)" }
      return try written(
        comparison.report(), "the two profiles", notes: notes + caveats, line, cancellation)
    } catch let error as SampleTypeError {
      throw ServedError(400, "\(error)", option: "sample-index")
    } catch let error as ComparedSideError {
      throw ServedError(422, "\(error.side): \(error.reason)")
    } catch let error as ComparisonError {
      throw ServedError(422, "\(error)")
    }
  }

  /// The difference as a profile.
  private func difference(
    _ before: ComparedSide, _ after: ComparedSide, _ request: ComparisonRequest, notes: [String],
    _ line: String, _ cancellation: Cancellation
  ) throws -> ServedFile {
    let (profile, own) = try request.difference(before, after, completion)
    let bytes = try AnswerBytes.of(cancellation) {
      PprofWriter.write(profile, to: &$0, compressed: request.format == .pprof)
    }
    return ServedFile(bytes, request.format, notes: notes + own, line)
  }

  private func written(
    _ report: Report, _ name: String, notes: [String], _ line: String,
    _ cancellation: Cancellation
  ) throws -> ServedFile {
    var leftOut = LeftOutStacks()
    let bytes: [UInt8]
    do {
      bytes = try AnswerBytes.of(cancellation) { leftOut = try report.write(to: &$0) }
    } catch let error as ReportError {
      throw ServedError(422, (report.notes + ["\(error)"]).joined(separator: "\n"))
    }
    let warnings = leftOut.text.map { ["\(name): \($0)"] } ?? []
    return ServedFile(bytes, report.format, notes: notes + report.notes + warnings, line)
  }
}
