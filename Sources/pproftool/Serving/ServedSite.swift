import JSONText
import ProfileAnalysis
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
  private let root: String
  private static let headers = SafeHeaders.fields(styles: [ServedPage.style])

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
  static let busy = safe(.text(503, "too much is being sent and read; ask again"))

  private static func safe(_ answer: HTTPAnswer) -> HTTPAnswer {
    var answer = answer
    answer.headers += headers
    return answer
  }

  private func answer(_ request: HTTPRequest, _ asked: RequestGuard.Admitted) -> HTTPAnswer {
    do {
      switch asked.path {
      case "": return index(request, asked.query)
      case "view": return try page(asked.query)
      case "state": return try state(asked.query)
      case "source": return try source(asked.query)
      case Post.upload: return try upload(request)
      case Post.again: return try again(asked.query)
      default: return try report(asked)
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
    let newest = settings.base.flatMap { base in entries.first { $0.number != base.base } }
    let query = query.items.isEmpty ? settings.query : query
    var page = ServedPage(
      entries: entries, query: query, base: settings.base, problems: settings.problems,
      verdicts: withVerdicts ? verdicts : nil)
    page.server = settings.mayUpload ? told(newest ?? entries.first, nil, "", query, []) : nil
    return page
  }

  /// What the rules say of all that was given, a line each; nil without rules.
  private var verdicts: [String]? {
    guard reports.rules.areGiven else { return nil }
    do { return try gate.work { _ in try reports.rules.verdicts() } } catch {
      return ["the rules could not be checked: \(CommandWording.text(of: error))"]
    }
  }

  private func index(_ request: HTTPRequest, _ query: RequestQuery) -> HTTPAnswer {
    guard !Self.wantsHTML(request) else {
      return HTTPAnswer(200, Self.html, listing(query).bytes)
    }
    let page = listing(query)
    let bytes = ByteSink.bytes { sink in
      InfoReport.writeText(page.entries.map { .line($0.line) }, to: &sink)
      for line in page.problems + (page.verdicts ?? []) {
        sink.write("\(SafeText.line(line))\n")
      }
    }
    return HTTPAnswer(200, "text/plain; charset=utf-8", bytes)
  }

  private func page(_ query: RequestQuery) throws -> HTTPAnswer {
    let sides = try ServedReports.Sides(query)
    try refuseSources(query)
    let report = try gate.work { try reports.report(ServedCommand.view, query, $0) }
    let base = try sides.base.map(shelf.entry)
    let server = try told(
      shelf.entry(sides.profile), base, report.command, query, report.notes)
    return HTTPAnswer(200, Self.html, ViewPage.served(report.bytes, server: server))
  }

  private func refuseSources(_ query: RequestQuery) throws {
    guard query.value("with-source") != nil, !settings.hasSources else { return }
    throw ServedError(
      403, "no sources are shown: --source-path says which folders may be", option: "with-source")
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

  private func report(_ asked: RequestGuard.Admitted) throws -> HTTPAnswer {
    guard asked.path.hasPrefix(Self.reportPath) else {
      throw ServedError(404, "there is no page '\(asked.path)' here")
    }
    let kind = String(asked.path.dropFirst(Self.reportPath.count))
    try ServedCommand.check(kind)
    try refuseSources(asked.query)
    let report = try gate.work { try reports.report(kind, asked.query, $0) }
    let number = try ServedReports.Sides(asked.query).profile
    return Self.answer(
      report, fileName: Self.fileName(try shelf.entry(number), kind, report.ending))
  }

  private func source(_ query: RequestQuery) throws -> HTTPAnswer {
    guard let name = query.value("function"), !name.isEmpty else {
      throw ServedError(400, "say which function: function=NAME")
    }
    let exact = RequestQuery.Item(name: "function", value: "^\(Pattern.escaped(name))$")
    let others = query.without(["function"]).items
    let report = try gate.work { try reports.report("list", RequestQuery(others + [exact]), $0) }
    return Self.answer(report, fileName: "source.txt")
  }

  private static func answer(_ report: ServedFile, fileName: String) -> HTTPAnswer {
    var answer = HTTPAnswer(200, report.type, report.bytes)
    answer.headers += [
      (
        "Content-Disposition",
        "\(report.isShown ? "inline" : "attachment"); filename=\"\(fileName)\""
      ),
      ("X-Command", field(report.command)),
    ]
    if !report.notes.isEmpty {
      answer.headers.append(("X-Notes", field(report.notes.joined(separator: "\n"))))
    }
    return answer
  }

  /// A text as a field of a header; the end of a long one is left out, for there is no room for more.
  private static func field(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let part = RequestQuery.encoded(String(scalar))
      guard result.utf8.count + part.utf8.count <= mostFieldBytes else {
        return result + RequestQuery.encoded("…")
      }
      result += part
    }
    return result
  }

  private static let mostFieldBytes = 8 << 10

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
    return Self.json(["profile": .integer(Int64(number))])
  }

  private static func json(_ value: JSONValue) -> HTTPAnswer {
    HTTPAnswer(200, "application/json", Array(line(value).utf8))
  }
}
