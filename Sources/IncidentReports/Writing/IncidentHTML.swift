import ProfileAnalysis
import ProfileAssets
package import ProfileModel
import ProfileReports
import ProfileViewer

/// Writes an incident as one self-contained HTML file: complete without scripts; with them each flame graph opens as
/// a whole profile.
package struct IncidentHTML {
  private let incident: Incident
  private let sections: [IncidentSection]
  /// Where points of charts lead to, by their time.
  private let links: [Double: String]
  /// Where the page of a server leads back to; nil in a file.
  private let home: String?

  package init(_ incident: Incident) {
    (self.incident, links, home) = (incident, [:], nil)
    sections = incident.sections()
  }

  /// A page of rules and their series alone, as a server shows it.
  ///
  /// - `links`: the addresses of profiles, by their time in nanoseconds since 1970.
  /// - `home`: the address of what is loaded.
  package init(rulesOf incident: Incident, links: [Int64: String], home: String) {
    (self.incident, self.home) = (incident, home)
    self.links = Dictionary(links.map { (Double($0), $1) }, uniquingKeysWith: { first, _ in first })
    sections = incident.ruleSections()
  }

  /// Writes the file. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    writeHead(to: &sink)
    sink.write("<body>\n<div class=\"sheet\">\n<header>\n<h1>")
    sink.write(shown: incident.title)
    sink.write("</h1>\n<p class=\"subtitle\">")
    sink.write(shown: incident.subtitle)
    sink.write("</p>\n")
    writeNavigation(to: &sink)
    sink.write("</header>\n<main>\n")
    var set = 0
    for section in sections { write(section, &set, to: &sink) }
    sink.write("</main>\n</div>\n")
    if set > 0 { ViewPage.writeViewer(to: &sink) }
    sink.write("</body>\n</html>\n")
  }

  private func writeHead(to sink: inout ByteSink) {
    let style = Asset.reportStyle.text
    PageHead.write(
      title: incident.title, line: PagePolicy.line(styles: [style]),
      styles: [ViewStyleSheet.withColors(.viewerStyle), style], to: &sink)
  }

  private func writeNavigation(to sink: inout ByteSink) {
    sink.write("<nav aria-label=\"Sections\"><ul>\n")
    if let home {
      sink.write("<li><a href=\"")
      sink.write(shown: home)
      sink.write("\">All profiles</a></li>\n")
    }
    for section in sections {
      sink.write("<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n")
    }
    sink.write("</ul></nav>\n")
  }

  // MARK: Sections

  private func write(_ section: IncidentSection, _ set: inout Int, to sink: inout ByteSink) {
    sink.write(
      "<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-title\">\n<h2 id=\"\(section.id)-title\">\(section.title)</h2>\n"
    )
    for block in section.blocks { write(block, &set, to: &sink) }
    if !section.commands.isEmpty { write(section.commands, to: &sink) }
    sink.write("</section>\n")
  }

  private func write(_ block: IncidentBlock, _ set: inout Int, to sink: inout ByteSink) {
    switch block {
    case .lead(let text, let mood): element("p", "lead \(mood.rawValue)", text, to: &sink)
    case .heading(let text): element("h3", "", text, to: &sink)
    case .text(let text): element("p", "", text, to: &sink)
    case .facts(let facts): write(facts, to: &sink)
    case .table(let table): write(table, to: &sink)
    case .charts(let charts): write(charts, to: &sink)
    case .stack(let frames): write(frames, to: &sink)
    case .memory(let bar): write(bar, to: &sink)
    case .flameGraph(let flameGraph):
      // A page is made when it is written, so that only one is held.
      guard let page = flameGraph.page else { return }
      write(flameGraph, page, set, to: &sink)
      set += 1
    case .list(let items):
      sink.write("<ul class=\"remarks\">\n")
      for item in items { element("li", "", item, to: &sink) }
      sink.write("</ul>\n")
    }
  }

  private func element(
    _ tag: String, _ kind: String, _ text: IncidentText, to sink: inout ByteSink
  ) {
    sink.write(kind.isEmpty ? "<\(tag)>" : "<\(tag) class=\"\(kind)\">")
    write(text, to: &sink)
    sink.write("</\(tag)>\n")
  }

  private func write(_ text: IncidentText, to sink: inout ByteSink) {
    for part in text.parts {
      switch part {
      case .text(let text): sink.write(shown: text)
      case .quote(let text): wrap("bdi", text, to: &sink)
      case .strong(let text): wrap("strong", text, to: &sink)
      case .name(let name): write(name: name, to: &sink)
      }
    }
  }

  private func wrap(_ tag: String, _ text: String, to sink: inout ByteSink) {
    sink.write("<\(tag)>")
    sink.write(shown: text)
    sink.write("</\(tag)>")
  }

  /// A name as code; the folders before it say less.
  private func write(name: String, to sink: inout ByteSink) {
    let head = name.prefix { $0 != "(" && $0 != "[" && $0 != " " }
    let folders = head.lastIndex(of: "/").map { name[...$0] } ?? ""
    sink.write("<bdi><code>")
    if !folders.isEmpty {
      sink.write("<span class=\"path\">")
      sink.write(shown: String(folders))
      sink.write("</span>")
    }
    sink.write(shown: String(name.dropFirst(folders.count)))
    sink.write("</code></bdi>")
  }

  // MARK: Blocks

  private func write(_ facts: [IncidentFact], to sink: inout ByteSink) {
    sink.write("<dl class=\"facts\">\n")
    for fact in facts {
      sink.write("<dt>\(fact.title)</dt>")
      element("dd", "", fact.answer, to: &sink)
    }
    sink.write("</dl>\n")
  }

  private func write(_ table: IncidentTable, to sink: inout ByteSink) {
    let isLong = table.isLong && table.rowCount > 20
    sink.write(
      "<div class=\"rows\(isLong ? " long" : "")\" role=\"region\" aria-label=\"\(table.caption)\" tabindex=\"0\"><table>\n<caption>\(table.caption)</caption>\n<thead><tr>"
    )
    for column in table.columns {
      sink.write(
        "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>\(column.title)</th>")
    }
    sink.write("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      sink.write("<tr>")
      for (column, text) in zip(table.columns, row) {
        let isWide = !column.isNumber && text.plain.utf8.count > 40
        sink.write(
          column.isNumber ? "<td class=\"number\">" : isWide ? "<td class=\"wide\">" : "<td>")
        write(text, to: &sink)
        sink.write("</td>")
      }
      sink.write("</tr>\n")
    }
    sink.write("</tbody></table></div>\n")
    if !table.rest.isEmpty { element("p", "rest", IncidentText([.text(table.rest)]), to: &sink) }
  }

  private func write(_ charts: [SeriesChart], to sink: inout ByteSink) {
    sink.write("<div class=\"charts\">\n")
    for var chart in charts {
      chart.links = links
      sink.write("<figure class=\"chart\">\n")
      chart.write(to: &sink)
      sink.write("</figure>\n")
    }
    sink.write("</div>\n")
  }

  private func write(_ frames: [IncidentFrame], to sink: inout ByteSink) {
    sink.write("<ol class=\"stack\">\n")
    for frame in frames {
      sink.write("<li><bdi>")
      sink.write(shown: frame.function)
      sink.write("</bdi>")
      if !frame.source.isEmpty {
        sink.write("<bdi class=\"place\">")
        sink.write(shown: frame.source)
        sink.write("</bdi>")
      }
      sink.write("</li>\n")
    }
    sink.write("</ol>\n")
  }

  private func write(_ bar: MemoryBar, to sink: inout ByteSink) {
    let values = ValueText("bytes")
    sink.write(
      "<svg class=\"memory\" viewBox=\"0 0 1000 30\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    )
    var left: Int64 = 0
    for (number, part) in bar.parts.enumerated() {
      let right = left + Int64((Double(part.bytes) / Double(bar.system) * 1000).rounded())
      sink.write(
        "<rect class=\"m\(number)\" x=\"\(left)\" y=\"0\" width=\"\(max(0, right - left))\" height=\"30\"/>"
      )
      left = right
    }
    sink.write("</svg>\n<div class=\"rows\"><table>\n<tbody>\n")
    for (number, part) in bar.parts.enumerated() {
      sink.write(
        "<tr><td><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect class=\"m\(number)\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg>\(part.name)</td><td class=\"number\">\(values.text(part.bytes))</td><td class=\"number\">\(ShareText.text(part.bytes, of: bar.system))</td></tr>\n"
      )
    }
    sink.write(
      "<tr><td><strong>total from the system</strong></td><td class=\"number\">\(values.text(bar.system))</td><td></td></tr>\n"
    )
    if let resident = bar.resident {
      sink.write(
        "<tr><td>peak resident memory (RSS)</td><td class=\"number\">\(values.text(resident))</td><td class=\"number\"></td></tr>\n"
      )
    }
    sink.write("</tbody></table></div>\n")
  }

  private func write(
    _ flameGraph: IncidentFlameGraph, _ page: ViewPage, _ set: Int, to sink: inout ByteSink
  ) {
    let title = flameGraph.title
    sink.write("<figure class=\"picture\">\n<figcaption><p>")
    sink.write(shown: "\(title): \(page.verdict)")
    sink.write("</p><button type=\"button\" data-set=\"s\(set)-\" data-title=\"")
    sink.write(shown: title)
    sink.write(
      "\" hidden=\"\">Open the whole profile</button><p class=\"why\">A picture of the widest frames; with scripts enabled, the whole profile opens here.</p></figcaption>\n<div class=\"viewer-static\" role=\"region\" aria-label=\""
    )
    sink.write(shown: title)
    sink.write("\" tabindex=\"0\">\n")
    page.writeFlameGraph(to: &sink)
    sink.write("</div>\n</figure>\n")
    page.writeBlocks(ofSet: set, to: &sink)
  }

  // MARK: Commands

  private func write(_ commands: [ShellCommand], to sink: inout ByteSink) {
    sink.write("<div class=\"commands\"><h3>Printed by</h3>\n<ul>\n")
    for command in commands {
      sink.write("<li>")
      if !command.purpose.isEmpty {
        sink.write("<span class=\"purpose\">\(command.purpose):</span>")
      }
      sink.write("<bdi><code>")
      sink.write(shown: command.text)
      sink.write("</code></bdi></li>\n")
    }
    sink.write("</ul></div>\n")
  }
}
