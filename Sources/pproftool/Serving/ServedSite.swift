import JSONText
import ProfileAnalysis
import ProfileAssets
import ProfileModel
import ProfilePatterns
import ProfileReports
import ProfileServing
import ProfileViewer
import ReportRequests

/// The server's pages: the index of profiles, their pages, and every report of the command line.
///
/// A GET changes nothing; a POST uploads a profile, or reads one again.
final class ServedSite: Sendable {
  /// Settings from the command line.
  struct Settings: Sendable {
    var mayUpload = true
    /// The query of the first page.
    var query = RequestQuery([])
    /// The given base.
    var base: ServedReports.Sides?
    /// Files that could not be read at start-up.
    var problems: [String] = []
    /// Whether sources may be shown.
    var hasSources = false
    /// Called for each request with the token.
    var onRequest: @Sendable () -> Void = {}
  }

  private enum Post { static let (upload, again) = ("upload", "again") }

  private let shelf: ProfileShelf
  private let reports: ServedReports
  private let settings: Settings
  private let requestGuard: RequestGuard
  private let gate = WorkGate()
  /// Results that need all profiles to be read are cached.
  private let cachedVerdicts = CachedValue<[String]>()
  private let cachedSeries = CachedValue<[UInt8]>()
  private let root: String
  private static let headers = SafeHeaders.fields(
    policy: PagePolicy.served(styles: [ServedPage.style, Asset.reportStyle.text]))

  /// - `hosts`: further host names that requests may use.
  init(
    _ reports: ServedReports, _ settings: Settings, _ token: AccessToken, hosts: [String],
    isRemote: Bool
  ) {
    (self.reports, shelf, self.settings) = (reports, reports.shelf, settings)
    root = "/\(token.text)/"
    let posts = settings.mayUpload ? [Post.upload, Post.again] : [Post.again]
    requestGuard = RequestGuard(token, hosts: hosts, isRemote: isRemote, posts: Set(posts))
  }

  /// Answers a request, or requests its body.
  func step(_ request: HTTPRequest) -> HTTPServer.Step {
    switch requestGuard.decide(request) {
    case .refuse(let answer): return .answer(Self.safe(answer))
    case .admit(let admitted) where request.method == "POST" && !request.isWhole:
      return .wantBody(most: admitted.path == Post.upload ? request.length : 0)
    case .admit(let admitted):
      // Time spent on a long answer is not idle time.
      defer { settings.onRequest() }
      return .answer(Self.safe(answer(request, admitted)))
    }
  }

  /// The response if the server is at its limit.
  static let busy = safe(.text(503, "too much is being uploaded and read; try again"))

  private static func safe(_ answer: HTTPAnswer) -> HTTPAnswer {
    var answer = answer
    answer.headers += headers
    return answer
  }

  private func answer(_ request: HTTPRequest, _ admitted: RequestGuard.Admitted) -> HTTPAnswer {
    do {
      switch admitted.path {
      case "": return index(request, admitted.query)
      case "view": return try page(request, admitted.query)
      case "state": return try state(admitted.query)
      case "source": return try source(request, admitted.query)
      case "series": return try series()
      case Post.upload: return try upload(request)
      case Post.again: return try readAgain(admitted.query)
      default: return try report(request, admitted)
      }
    } catch let error as ServedError {
      return errorAnswer(error, request, admitted)
    } catch let error as WorkGate.Refusal {
      return .text(503, error.description)
    } catch {
      return .text(422, CommandWording.text(of: error))
    }
  }

  /// The response to an invalid request: the index page with the error in its form, if a browser requested a page.
  private func errorAnswer(
    _ error: ServedError, _ request: HTTPRequest, _ admitted: RequestGuard.Admitted
  ) -> HTTPAnswer {
    guard admitted.path == "view", Self.wantsHTML(request) else {
      return .text(error.status, error.description)
    }
    var page = listing(admitted.query, withVerdicts: false)
    page.error = error
    return HTTPAnswer(error.status, Self.html, page.bytes)
  }
}

// MARK: - Pages

extension ServedSite {
  private static let html = "text/html; charset=utf-8"

  private static func wantsHTML(_ request: HTTPRequest) -> Bool {
    request.values("accept").contains { $0.contains("text/html") }
  }

  /// - `withVerdicts`: whether the rules are checked, which reads all profiles.
  private func listing(_ query: RequestQuery, withVerdicts: Bool = true) -> ServedPage {
    let entries = shelf.entries
    let query = query.items.isEmpty ? settings.query : query
    var page = ServedPage(
      entries: entries, query: query, base: settings.base, problems: settings.problems,
      verdicts: withVerdicts ? verdicts : nil)
    page.hasRules = reports.rules.areGiven
    page.hasSeries = !reports.rules.files.isEmpty
    page.server = settings.mayUpload ? pageData(nil, nil, "", query, []) : nil
    return page
  }

  /// The verdicts on all given profiles, one line each; nil without rules.
  private var verdicts: [String]? {
    guard reports.rules.areGiven else { return nil }
    do {
      return try cachedVerdicts.value {
        try gate.work { _ in
          try reports.rules.verdicts(on: shelf.entries) { try shelf.read($0, .ofRules) }
        }
      }
    } catch {
      return ["the rules could not be checked: \(CommandWording.text(of: error))"]
    }
  }

  private func index(_ request: HTTPRequest, _ query: RequestQuery) -> HTTPAnswer {
    let page = listing(query)
    if Self.wantsHTML(request) { return HTTPAnswer(200, Self.html, page.bytes) }
    let bytes = ByteSink.bytes { sink in
      for (entry, line) in zip(page.entries, Self.lines(page.entries)) {
        sink.write("\(entry.number)  \(line)\n")
      }
      for line in page.problems + (page.verdicts ?? []) {
        sink.write("\(SafeText.line(line))\n")
      }
    }
    return HTTPAnswer(200, "text/plain; charset=utf-8", bytes)
  }

  /// One line per profile, in columns.
  private static func lines(_ entries: [ShelfEntry]) -> [Substring] {
    let bytes = ByteSink.bytes { sink in
      InfoReport.writeText(entries.map { .line($0.line) }, to: &sink)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  private func page(_ request: HTTPRequest, _ query: RequestQuery) throws -> HTTPAnswer {
    let sides = try ServedReports.Sides(query)
    try refuseSources(query)
    let report = try gate.work(unless: request.isGone) {
      try reports.report(ServedCommand.view, query, $0)
    }
    let base = try sides.base.map(shelf.entry)
    let server = try pageData(
      shelf.entry(sides.profile), base, report.command, query, report.notes)
    return HTTPAnswer(200, Self.html, ViewPage.served(report.bytes, server: server))
  }

  /// The rules with their charts; a point links to its profile.
  private func series() throws -> HTTPAnswer {
    let links = shelf.entries.filter { $0.time != 0 && $0.upload == nil }.map { entry in
      (entry.time, "view?p=\(entry.number)")
    }
    let byTime = Dictionary(links, uniquingKeysWith: { first, _ in first })
    let page = try cachedSeries.value {
      try gate.work { _ in
        try reports.rules.series(of: shelf.entries, links: byTime, home: root)
      }
    }
    return HTTPAnswer(200, Self.html, page)
  }

  private func refuseSources(_ query: RequestQuery) throws {
    guard query.value("with-source") != nil, !settings.hasSources else { return }
    throw ServedError(
      403, "no sources are shown; --source-path says which folders may be shown",
      option: "with-source")
  }

  /// The server's data for a page's script, in JSON.
  private func pageData(
    _ entry: ShelfEntry?, _ base: ShelfEntry?, _ command: String, _ query: RequestQuery,
    _ notes: [String]
  ) -> String {
    let kept = query.without(ServedOptions.parameters).items.filter { !$0.value.isEmpty }
    let document: JSONValue = [
      "root": .text(root), "profile": entry.map { .integer(Int64($0.number)) } ?? nil,
      "base": base.map { .integer(Int64($0.number)) } ?? nil, "command": .text(command),
      "query": .object(
        Dictionary(kept.map { ($0.name, .text($0.value)) }, uniquingKeysWith: { $1 })),
      "profiles": .array(shelf.entries.map(Self.named)),
      "kinds": .array(kinds(for: entry).map(Self.kind)),
      "mayUpload": .boolean(settings.mayUpload), "again": .text(entry?.rereadableSource ?? ""),
      "hasSources": .boolean(settings.hasSources), "notes": .array(notes.map { .text($0) }),
    ]
    return Self.line(document)
  }

  private func kinds(for entry: ShelfEntry?) -> [String] {
    entry.map { ServedCommand.kinds(for: $0, hasRules: reports.rules.areGiven) }
      ?? ServedCommand.kinds
  }

  private static func named(_ entry: ShelfEntry) -> JSONValue {
    ["number": .integer(Int64(entry.number)), "name": .text(entry.name)]
  }

  private static func kind(_ kind: String) -> JSONValue {
    [
      "kind": .text(kind),
      "formats": .array(ServedCommand.formats(of: kind).map { .text($0.rawValue) }),
    ]
  }

  private static func line(_ value: JSONValue) -> String {
    String(decoding: value.line, as: UTF8.self)
  }
}

// MARK: - Reports

extension ServedSite {
  private static let reportPath = "report/"

  private func report(
    _ request: HTTPRequest, _ admitted: RequestGuard.Admitted
  ) throws -> HTTPAnswer {
    guard admitted.path.hasPrefix(Self.reportPath) else {
      throw ServedError(404, "there is no page '\(admitted.path)' here")
    }
    let kind = String(admitted.path.dropFirst(Self.reportPath.count))
    try ServedCommand.check(kind)
    try refuseSources(admitted.query)
    let report = try gate.work(unless: request.isGone) {
      try reports.report(kind, admitted.query, $0)
    }
    let number = try ServedReports.Sides(admitted.query).profile
    return Self.answer(
      report, fileName: Self.fileName(try shelf.entry(number), kind, report.ending))
  }

  private func source(_ request: HTTPRequest, _ query: RequestQuery) throws -> HTTPAnswer {
    guard let name = query.value("function"), !name.isEmpty else {
      throw ServedError(400, "name the function: function=NAME")
    }
    let exact = RequestQuery.Item(name: "function", value: "^\(Pattern.escaped(name))$")
    let rest = query.without(["function"]).items
    let report = try gate.work(unless: request.isGone) {
      try reports.report("list", RequestQuery(rest + [exact]), $0)
    }
    return Self.answer(report, fileName: "source.txt")
  }

  private static func answer(_ report: ServedFile, fileName: String) -> HTTPAnswer {
    var answer = HTTPAnswer(200, report.type, report.bytes)
    answer.headers += [
      (
        "Content-Disposition",
        "\(report.isShown ? "inline" : "attachment"); filename=\"\(fileName)\""
      )
    ]
    addText(report.command, "X-Command", to: &answer)
    addText(report.notes.joined(separator: "\n"), "X-Notes", to: &answer)
    return answer
  }

  /// The limit for a header field; clients reject longer ones.
  private static let mostFieldBytes = 4 << 10

  /// Adds a percent-encoded header field. A text that is too long is cut and ends with an ellipsis.
  private static func addText(_ text: String, _ name: String, to answer: inout HTTPAnswer) {
    guard !text.isEmpty else { return }
    var (shown, encoded) = (text, PercentEncoding.encoded(text.utf8))
    while encoded.utf8.count > mostFieldBytes {
      shown = String(shown.prefix(shown.count / 2))
      encoded = PercentEncoding.encoded("\(shown)…".utf8)
    }
    answer.headers.append((name, encoded))
  }

  /// The file name to save a report as.
  private static func fileName(_ entry: ShelfEntry, _ kind: String, _ ending: String)
    -> String
  {
    let last = entry.name.utf8.split(separator: UInt8(ascii: "/")).last ?? entry.name.utf8[...]
    let kept = last.prefix(100).map { byte in
      PercentEncoding.isUnreserved(byte) ? byte : UInt8(ascii: "_")
    }
    return "\(String(decoding: kept, as: UTF8.self)).\(kind)\(ending)"
  }
}

// MARK: - State of the shelf

extension ServedSite {
  private func state(_ query: RequestQuery) throws -> HTTPAnswer {
    let entry = try shelf.entry(ServedReports.Sides(query).profile)
    return Self.json(["changed": .boolean(entry.isChanged)])
  }

  private func upload(_ request: HTTPRequest) throws -> HTTPAnswer {
    let given = request.value("x-file-name") ?? ""
    let decoded = (try? RequestQuery.decoded(given.utf8)) ?? ""
    let name = decoded.isEmpty ? "pasted" : String(decoded.prefix(200))
    let entries = try gate.work { _ in try shelf.add(upload: request.body, named: name) }
    return Self.json(["profiles": .array(entries.map(Self.named))])
  }

  private func readAgain(_ query: RequestQuery) throws -> HTTPAnswer {
    let number = try ServedReports.Sides(query).profile
    try gate.work { _ in try shelf.readAgain(number) }
    cachedVerdicts.invalidate()
    cachedSeries.invalidate()
    return Self.json(["profile": .integer(Int64(number))])
  }

  private static func json(_ value: JSONValue) -> HTTPAnswer {
    HTTPAnswer(200, "application/json", Array(line(value).utf8))
  }
}
