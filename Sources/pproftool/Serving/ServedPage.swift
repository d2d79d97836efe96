import ProfileAnalysis
import ProfileAssets
import ProfileModel
import ProfileServing
import ProfileViewer

/// The index page: the loaded profiles and a filter form. It works without scripts: submitting the form opens another
/// page.
struct ServedPage {
  let entries: [ShelfEntry]
  /// The options that all links of the page keep: those of the command line, or of the invalid request.
  let query: RequestQuery
  /// The given base.
  let base: ServedReports.Sides?
  /// Files that could not be read, one sentence each.
  let problems: [String]
  /// The verdicts of the rules, one line each; nil without rules.
  let verdicts: [String]?
  /// The error in the request, if there is one.
  var error: ServedError?
  /// Whether rules were given.
  var hasRules = false
  /// Whether there is a page with charts of the rules.
  var hasSeries = false
  /// The server's data for the page's script, in JSON.
  var server: String?

  static let style = ViewStyleSheet.withColors(.serverStyle)

  private static let script = ByteSink.bytes { ViewPage.writeViewer(to: &$0) }

  private static let fields: [(name: String, text: String)] = [
    ("focus", "only stacks with (focus)"), ("ignore", "no stacks with (ignore)"),
    ("hide", "take frames out (hide)"), ("show", "keep only frames (show)"),
    ("show-from", "begin at (show-from)"), ("tagfocus", "only labels (tagfocus)"),
    ("tagroot", "labels as roots (tagroot)"),
  ]

  /// The whole page.
  var bytes: [UInt8] {
    var html = HTMLText()
    writeHead(&html)
    html.markup("<h1>pproftool</h1>\n")
    writeError(&html)
    writeVerdicts(&html)
    if hasSeries {
      html.markup("<p><a href=\"series\">Rules, with charts of their series</a></p>\n")
    }
    writeForm(&html)
    writeProfiles(&html)
    writeProblems(&html)
    html.markup("</main>\n")
    if server != nil { html.constant(Self.script) }
    html.markup("</body>\n</html>\n")
    return html.bytes
  }

  private func writeHead(_ html: inout HTMLText) {
    let name = entries.first.map { FilePath.told($0.name) } ?? "no profile"
    let line = server.map { ViewPage.serverLine($0) } ?? []
    html.constant(
      ByteSink.bytes {
        PageHead.write(title: "\(name) · pproftool", line: line, styles: [Self.style], to: &$0)
      })
    html.markup("<body>\n<main>\n")
  }

  private func writeError(_ html: inout HTMLText) {
    guard let error, !Self.fields.contains(where: { $0.name == error.option }) else { return }
    html.element("<p class=\"error\" role=\"alert\">", error.description, "</p>\n")
  }

  private func writeProblems(_ html: inout HTMLText) {
    guard !problems.isEmpty else { return }
    html.markup("<h2>Not shown</h2>\n<ul>\n")
    for problem in problems { html.element("<li>", problem, "</li>\n") }
    html.markup("</ul>\n")
  }

  private func writeVerdicts(_ html: inout HTMLText) {
    guard let verdicts else { return }
    html.markup("<h2>Rules</h2>\n<ul class=\"verdicts\">\n")
    for verdict in verdicts { html.element("<li>", verdict, "</li>\n") }
    html.markup("</ul>\n")
  }

  // MARK: Profiles

  private func writeProfiles(_ html: inout HTMLText) {
    // A script fills this element with controls for several profiles.
    html.markup("<div class=\"listing\"></div>\n")
    guard !entries.isEmpty else {
      html.markup("<p>Nothing is loaded yet.</p>\n")
      return
    }
    html.markup(
      "<div class=\"scroll\">\n<table>\n<thead><tr><th>Profile</th><th>Kind</th><th class=\"number\">Value</th><th>Taken</th></tr></thead>\n<tbody>\n"
    )
    for entry in entries { write(entry, &html) }
    html.markup("</tbody>\n</table>\n</div>\n")
  }

  private func write(_ entry: ShelfEntry, _ html: inout HTMLText) {
    html.element("<tr><td class=\"name\"><span class=\"soft\">", "\(entry.number) ", "</span>")
    html.markup("<a class=\"open\" href=\"")
    html.text(address("view", entry))
    html.element("\">", entry.name, "</a>")
    writeComparison(entry, &html)
    writeReports(entry, &html)
    if !entry.notes.isEmpty {
      html.markup("<ul class=\"notes\">")
      for note in entry.notes { html.element("<li>", note, "</li>") }
      html.markup("</ul>")
    }
    if entry.number == base?.base { html.markup("<p class=\"soft\">the baseline</p>") }
    html.element("</td><td class=\"kind\">", entry.line.kind, "")
    html.element(" <span class=\"soft\">", entry.line.format, "</span></td>")
    html.element("<td class=\"number\">", entry.line.value, "</td>")
    html.element("<td class=\"time\">", entry.line.time, "</td></tr>\n")
  }

  /// The link to what changed since the base, or since the profile of the same kind before.
  private func writeComparison(_ entry: ShelfEntry, _ html: inout HTMLText) {
    let isBase = base?.base != nil
    guard let other = isBase ? base?.base : earlier(than: entry)?.number, other != entry.number,
      !isBase || isComparable(entry)
    else { return }
    html.markup("<p><a href=\"")
    html.text(address("view", entry, base: other))
    html.element("\">", isBase ? "compare with the baseline" : "compare with \(other)", "</a></p>")
  }

  /// The newest profile of the same kind that is older; of two without times the one given first.
  private func earlier(than entry: ShelfEntry) -> ShelfEntry? {
    entries.filter {
      $0.line.kind == entry.line.kind && ($0.time, $0.number) < (entry.time, entry.number)
    }.max { ($0.time, $0.number) < ($1.time, $1.number) }
  }

  private func writeReports(_ entry: ShelfEntry, _ html: inout HTMLText) {
    html.markup("<details><summary>Reports</summary><ul class=\"reports\">")
    for kind in ServedCommand.kinds(for: entry, hasRules: hasRules)
    where ServedCommand.isWholeReport(kind) {
      html.markup("<li><a href=\"")
      html.text(address("report/\(kind)", entry))
      html.element("\">", kind, "</a></li>")
    }
    html.markup("</ul></details>")
  }

  /// A link below the token, relative, so that it works behind any tunnel.
  ///
  /// - `base`: the profile to compare with, if that is not the given base.
  private func address(_ path: String, _ entry: ShelfEntry, base other: Int? = nil) -> String {
    var items = [RequestQuery.Item(name: "p", value: "\(entry.number)")]
    let isGiven = base?.base != entry.number && isComparable(entry)
    if let number = isGiven ? base?.base ?? other : other {
      let name = base?.isDiffBase == true ? "diff-base" : "base"
      items.append(.init(name: name, value: "\(number)"))
    }
    return "\(path)?\(RequestQuery(items + query.without(ServedOptions.parameters).items).text)"
  }

  /// Whether the entry has the same kind of profile as the base.
  private func isComparable(_ entry: ShelfEntry) -> Bool {
    entries.first { $0.number == base?.base }?.line.kind == entry.line.kind
  }

  // MARK: Filter

  private func writeForm(_ html: inout HTMLText) {
    html.markup("<details class=\"filter\"")
    if error != nil { html.markup(" open") }
    html.markup(
      "><summary>Filter and compare</summary>\n<form action=\"view\" method=\"get\">\n")
    writeChoice("p", "profile", query.value("p") ?? entries.first.map { "\($0.number)" }, &html)
    if entries.count > 1 {
      let chosen = query.value("base") ?? base?.base.map { "\($0)" }
      writeChoice("base", "what changed since", chosen, &html, none: "nothing")
    }
    for (name, text) in Self.fields { writeField(name, text, &html) }
    writeGranularity(&html)
    let shown = Set(Self.fields.map(\.name) + ["granularity"])
    for item in query.without(ServedOptions.parameters.union(shown)).items {
      html.markup("<input type=\"hidden\" name=\"")
      html.text(item.name)
      html.element("\" value=\"", item.value, "\">\n")
    }
    html.markup("<button>Show</button>\n</form>\n</details>\n")
  }

  private func writeField(_ name: String, _ text: String, _ html: inout HTMLText) {
    let isWrong = error?.option == name
    html.element("<label><span>", text, "</span><input name=\"")
    html.text(name)
    html.element(
      "\" value=\"", query.value(name) ?? "", "\" autocomplete=\"off\" spellcheck=\"false\"")
    if isWrong { html.markup(" aria-invalid=\"true\"") }
    html.markup(">")
    if isWrong, let error {
      html.element("<span class=\"error\" role=\"alert\">", error.description, "</span>")
    }
    html.markup("</label>\n")
  }

  private func writeChoice(
    _ name: StaticString, _ text: String, _ chosen: String?, _ html: inout HTMLText,
    none: String? = nil
  ) {
    html.element("<label><span>", text, "</span><select name=\"")
    html.markup(name)
    html.markup("\">")
    if let none { html.element("<option value=\"\">", none, "</option>") }
    for entry in entries {
      html.element("<option value=\"", "\(entry.number)", "\"")
      if chosen == "\(entry.number)" { html.markup(" selected") }
      html.element(">", entry.name, "</option>")
    }
    html.markup("</select></label>\n")
  }

  private func writeGranularity(_ html: inout HTMLText) {
    html.markup(
      "<label><span>each row is a (granularity)</span><select name=\"granularity\"><option value=\"\">function</option>"
    )
    for granularity in Granularity.allCases where granularity != .functions {
      html.markup("<option")
      if query.value("granularity") == granularity.rawValue { html.markup(" selected") }
      html.element(">", granularity.rawValue, "</option>")
    }
    html.markup("</select></label>\n")
  }
}
