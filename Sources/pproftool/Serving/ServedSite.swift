import JSONText
import ProfileAnalysis
import ProfileAssets
import ProfileModel
import ProfilePatterns
import ProfileReports
import ProfileServing
import ProfileViewer
import ReportRequests

/// What a server answers: the page of what is loaded, profiles' pages, and every report of the command line.
///
/// A GET changes nothing; a POST puts a profile on the shelf, or has one read again.
final class ServedSite: Sendable {
  /// What the command line says of all that is served.
  struct Settings: Sendable {
    var mayUpload = true
    /// What pages begin with.
    var query = RequestQuery([])
    /// What was given to compare with.
    var base: ServedReports.Sides?
    /// What could not be read at the beginning.
    var problems: [String] = []
    /// Whether sources may be shown.
    var hasSources = false
    /// Is told when somebody who has the token asks.
    var asked: @Sendable () -> Void = {}
  }

  private enum Post { static let (upload, again) = ("upload", "again") }

  private let shelf: ProfileShelf
  private let reports: ServedReports
  private let settings: Settings
  private let requestGuard: RequestGuard
  private let gate = WorkGate()
  /// What takes reading all profiles is worked out once.
  private let verdictMemory = Memory<[String]>()
  private let seriesMemory = Memory<[UInt8]>()
  private let root: String
  private static let headers = SafeHeaders.fields(
    styles: [ServedPage.style, Asset.reportStyle.text])

  /// - `hosts`: names besides this machine's own by which the server may be asked.
  init(
    _ reports: ServedReports, _ settings: Settings, _ token: AccessToken, hosts: [String],
    isRemote: Bool
  ) {
    (self.reports, shelf, self.settings) = (reports, reports.shelf, settings)
    root = "/\(token.text)/"
    let posts = settings.mayUpload ? [Post.upload, Post.again] : [Post.again]
    requestGuard = RequestGuard(token, hosts: hosts, isRemote: isRemote, posts: Set(posts))
  }

  /// Answers a request, or asks for its body.
  func step(_ request: HTTPRequest) -> HTTPServer.Step {
    switch requestGuard.decide(request) {
    case .refuse(let answer): return .answer(Self.safe(answer))
    case .admit(let admitted) where request.method == "POST" && !request.isWhole:
      return .wantBody(most: admitted.path == Post.upload ? request.length : 0)
    case .admit(let admitted):
      // What takes long to answer is no time in which nobody asks.
      defer { settings.asked() }
      return .answer(Self.safe(answer(request, admitted)))
    }
  }

  /// What is answered where there is no room for more.
  static let busy = safe(.text(503, "too much is being uploaded and read; try again"))

  private static func safe(_ answer: HTTPAnswer) -> HTTPAnswer {
    var answer = answer
    answer.headers += headers
    return answer
  }

  private func answer(_ request: HTTPRequest, _ asked: RequestGuard.Admitted) -> HTTPAnswer {
    do {
      switch asked.path {
      case "": return index(request, asked.query)
      case "view": return try page(request, asked.query)
      case "state": return try state(asked.query)
      case "source": return try source(request, asked.query)
      case "series": return try series()
      case Post.upload: return try upload(request)
      case Post.again: return try again(asked.query)
      default: return try report(request, asked)
      }
    } catch let error as ServedError {
      return refusal(error, request, asked)
    } catch let error as WorkGate.Refusal {
      return .text(503, error.description)
    } catch {
      return .text(422, CommandWording.text(of: error))
    }
  }

  /// What is wrong with a request: on the form, if a person asked for a page.
  private func refusal(
    _ error: ServedError, _ request: HTTPRequest, _ asked: RequestGuard.Admitted
  ) -> HTTPAnswer {
    guard asked.path == "view", Self.wantsHTML(request) else {
      return .text(error.status, error.description)
    }
    var page = listing(asked.query, withVerdicts: false)
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
    page.hasSeries = !reports.rules.paths.isEmpty
    page.server = settings.mayUpload ? told(nil, nil, "", query, []) : nil
    return page
  }

  /// What the rules say of all that was given, a line each; nil without rules.
  private var verdicts: [String]? {
    guard reports.rules.areGiven else { return nil }
    do {
      return try verdictMemory.value { try gate.work { _ in try reports.rules.verdicts() } }
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

  /// A line a profile, in columns.
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
    let server = try told(
      shelf.entry(sides.profile), base, report.command, query, report.notes)
    return HTTPAnswer(200, Self.html, ViewPage.served(report.bytes, server: server))
  }

  /// The charts and outcomes of the rules; a point leads to its profile.
  private func series() throws -> HTTPAnswer {
    let links = shelf.entries.filter { $0.time != 0 && $0.upload == nil }.map { entry in
      (entry.time, "view?p=\(entry.number)")
    }
    let byTime = Dictionary(links, uniquingKeysWith: { first, _ in first })
    let page = try seriesMemory.value {
      try gate.work { _ in try reports.rules.series(links: byTime, home: root) }
    }
    return HTTPAnswer(200, Self.html, page)
  }

  private func refuseSources(_ query: RequestQuery) throws {
    guard query.value("with-source") != nil, !settings.hasSources else { return }
    throw ServedError(
      403, "no sources are shown; --source-path says which folders may be shown",
      option: "with-source")
  }

  /// What a page is told of the server, in JSON.
  private func told(
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
      "kinds": .array(ServedCommand.kinds.map(Self.kind)),
      "mayUpload": .boolean(settings.mayUpload), "again": .text(entry?.again ?? ""),
      "hasSources": .boolean(settings.hasSources), "notes": .array(notes.map { .text($0) }),
    ]
    return Self.line(document)
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
    _ request: HTTPRequest, _ asked: RequestGuard.Admitted
  ) throws -> HTTPAnswer {
    guard asked.path.hasPrefix(Self.reportPath) else {
      throw ServedError(404, "there is no page '\(asked.path)' here")
    }
    let kind = String(asked.path.dropFirst(Self.reportPath.count))
    try ServedCommand.check(kind)
    try refuseSources(asked.query)
    let report = try gate.work(unless: request.isGone) {
      try reports.report(kind, asked.query, $0)
    }
    let number = try ServedReports.Sides(asked.query).profile
    return Self.answer(
      report, fileName: Self.fileName(try shelf.entry(number), kind, report.ending))
  }

  private func source(_ request: HTTPRequest, _ query: RequestQuery) throws -> HTTPAnswer {
    guard let name = query.value("function"), !name.isEmpty else {
      throw ServedError(400, "name the function: function=NAME")
    }
    let exact = RequestQuery.Item(name: "function", value: "^\(Pattern.escaped(name))$")
    let others = query.without(["function"]).items
    let report = try gate.work(unless: request.isGone) {
      try reports.report("list", RequestQuery(others + [exact]), $0)
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

  /// No field may be longer, for clients refuse headers that are.
  private static let mostFieldBytes = 4 << 10

  /// Adds a text in percent-encoding; one that is too long is cut, and ends with an ellipsis.
  private static func addText(_ text: String, _ name: String, to answer: inout HTTPAnswer) {
    guard !text.isEmpty else { return }
    var (shown, encoded) = (text, RequestQuery.encoded(text))
    while encoded.utf8.count > mostFieldBytes {
      shown = String(shown.prefix(shown.count / 2))
      encoded = RequestQuery.encoded(shown + "…")
    }
    answer.headers.append((name, encoded))
  }

  /// The name of a file to save a report in.
  private static func fileName(_ entry: ShelfEntry, _ kind: String, _ ending: String)
    -> String
  {
    let last = entry.name.utf8.split(separator: UInt8(ascii: "/")).last ?? entry.name.utf8[...]
    let kept = last.prefix(100).map { byte in
      RequestQuery.isPlain(byte) ? byte : UInt8(ascii: "_")
    }
    return "\(String(decoding: kept, as: UTF8.self)).\(kind)\(ending)"
  }
}

// MARK: - What is on the shelf

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

  private func again(_ query: RequestQuery) throws -> HTTPAnswer {
    let number = try ServedReports.Sides(query).profile
    try gate.work { _ in try shelf.readAgain(number) }
    verdictMemory.forget()
    seriesMemory.forget()
    return Self.json(["profile": .integer(Int64(number))])
  }

  private static func json(_ value: JSONValue) -> HTTPAnswer {
    HTTPAnswer(200, "application/json", Array(line(value).utf8))
  }
}
