import ProfileAnalysis
package import ProfileModel
import ProfileReports

/// Writes an incident in Markdown for a wiki or an issue; its flame graphs are files beside it.
package struct IncidentMarkdown {
  /// A flame graph in a file beside the document.
  package struct FlameGraphFile {
    /// The name of its file.
    package let name: String
    package let write: (inout ByteSink) throws -> Void
  }

  private let incident: Incident
  private let sections: [IncidentSection]
  /// The folder of the flame graphs, as the document refers to it.
  private let folder: String

  package init(_ incident: Incident, folder: String) {
    (self.incident, self.folder) = (incident, folder)
    sections = incident.sections()
  }

  /// A relative link to a file, whatever its name holds.
  package static func address(ofFile name: [UInt8]) -> String {
    PercentEncoding.encoded(name)
  }

  /// The flame graphs that the document refers to.
  package var flameGraphFiles: [FlameGraphFile] {
    sections.flatMap { section in
      section.blocks.flatMap { block -> [FlameGraphFile] in
        switch block {
        case .charts(let charts):
          charts.enumerated().map { number, chart in
            FlameGraphFile(name: Self.name(section, number)) { chart.writeFile(to: &$0) }
          }
        case .flameGraph(let flameGraph):
          [FlameGraphFile(name: "\(flameGraph.name).svg") { try flameGraph.writeSVG(to: &$0) }]
        default: []
        }
      }
    }
  }

  /// A section has its charts together.
  private static func name(_ section: IncidentSection, _ number: Int) -> String {
    "\(section.id)-\(number + 1).svg"
  }

  /// Writes the document. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    sink.write(
      "# \(MarkdownText.text(incident.title))\n\n\(MarkdownText.text(incident.subtitle))\n")
    for section in sections {
      sink.write("\n## \(section.title)\n")
      for block in section.blocks { write(block, section, to: &sink) }
      write(section.commands, to: &sink)
    }
  }

  private func write(_ block: IncidentBlock, _ section: IncidentSection, to sink: inout ByteSink) {
    sink.write("\n")
    switch block {
    case .lead(let text, let mood): sink.write("> \(Self.sign(mood)) \(markdown(text))\n")
    case .heading(let text): sink.write("### \(markdown(text))\n")
    case .text(let text): sink.write("\(markdown(text))\n")
    case .facts(let facts):
      for fact in facts { sink.write("- **\(fact.title)**: \(markdown(fact.answer))\n") }
    case .table(let table): write(table, to: &sink)
    case .charts(let charts):
      for (number, chart) in charts.enumerated() {
        sink.write("![\(alternative(chart.title))](\(folder)/\(Self.name(section, number)))\n")
      }
    case .stack(let frames):
      for frame in frames {
        let source = frame.source.isEmpty ? "" : " \(MarkdownText.code(frame.source))"
        sink.write("1. \(MarkdownText.code(frame.function))\(source)\n")
      }
    case .memory(let bar): write(bar, to: &sink)
    case .flameGraph(let flameGraph):
      sink.write("![\(alternative(flameGraph.title))](\(folder)/\(flameGraph.name).svg)\n")
    case .list(let items): for item in items { sink.write("- \(markdown(item))\n") }
    }
  }

  private static func sign(_ mood: IncidentMood) -> String {
    switch mood {
    case .good: "✅"
    case .bad: "❌"
    case .open: "❓"
    }
  }

  private func markdown(_ text: IncidentText) -> String {
    text.parts.map { part in
      switch part {
      case .text(let text): MarkdownText.text(text)
      case .name(let name), .quote(let name): MarkdownText.code(name)
      case .strong(let text): "**\(MarkdownText.text(text))**"
      }
    }.joined()
  }

  /// The same in a cell of a table.
  private func cell(_ text: IncidentText) -> String {
    text.parts.map { part in
      switch part {
      case .text(let text): MarkdownText.value(text)
      case .name(let name), .quote(let name): MarkdownText.cell(name)
      case .strong(let text): "**\(MarkdownText.value(text))**"
      }
    }.joined()
  }

  /// The alternative text of an image; a bracket would end it.
  private func alternative(_ text: String) -> String {
    SafeText.line(text).putting("\\", before: ["[", "]", "\\", "`", "*", "_", "<", "&", "!"])
  }

  // MARK: Tables

  private func write(_ table: IncidentTable, to sink: inout ByteSink) {
    sink.write("| \(table.columns.map(\.title).joined(separator: " | ")) |\n")
    sink.write("|\(table.columns.map { $0.isNumber ? "--:" : "---" }.joined(separator: "|"))|\n")
    for row in table.rows { sink.write("| \(row.map(cell).joined(separator: " | ")) |\n") }
    if !table.rest.isEmpty { sink.write("\n\(MarkdownText.text(table.rest))\n") }
  }

  private func write(_ bar: MemoryBar, to sink: inout ByteSink) {
    let values = ValueText("bytes")
    sink.write("| from the system | | share | |\n|---|--:|--:|---|\n")
    for part in bar.parts {
      let blocks = Int((Double(part.bytes) / Double(bar.system) * 30).rounded())
      sink.write(
        "| \(part.name) | \(values.text(part.bytes)) | \(ShareText.text(part.bytes, of: bar.system)) | \(String(repeating: "█", count: max(0, min(30, blocks)))) |\n"
      )
    }
    sink.write("| all | \(values.text(bar.system)) | | |\n")
    if let resident = bar.resident {
      sink.write("| peak resident memory (RSS) | \(values.text(resident)) | | |\n")
    }
  }

  private func write(_ commands: [ShellCommand], to sink: inout ByteSink) {
    guard !commands.isEmpty else { return }
    sink.write("\nPrinted by\n\n")
    for command in commands {
      let purpose = command.purpose.isEmpty ? "" : "\(command.purpose): "
      sink.write("- \(purpose)\(MarkdownText.code(command.text))\n")
    }
  }
}
