import JSONText
import ProfileAnalysis
package import ProfileModel

// MARK: - For documents and programs

/// Values are in the profile's own unit, in full precision; shares are of the total, from 0 to 1, with signs.
extension TagsReport {
  /// Writes one object; `README.md` describes it.
  package func writeJSON(to sink: inout ByteSink) {
    let head: [String: JSONValue] = [
      "schema": "pproftool/tags", "version": 1, "type": .text(subject.typeName),
      "unit": .text(subject.valueUnit), "total": .integer(subject.scaled(subject.total)),
    ]
    let keys = table.keys.lazy.map { key -> JSONValue in
      [
        "name": .text(String(decoding: key.name, as: UTF8.self)),
        "sum": .integer(subject.scaled(key.sum)), "share": .number(subject.share(key.sum)),
        "values": .array(key.values.map { .object(members(of: $0, key)) }),
      ]
    }
    JSONValue.write(head, "keys", keys, to: &sink)
  }

  /// Writes an object a value, each on its line.
  package func writeNDJSON(to sink: inout ByteSink) {
    for key in table.keys {
      for value in key.values {
        var members = members(of: value, key)
        members["key"] = .text(String(decoding: key.name, as: UTF8.self))
        JSONValue.object(members).write(to: &sink, onOneLine: true)
        sink.write("\n")
      }
    }
  }

  private func members(of value: TagTable.Value, _ key: TagTable.Key) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "sum": .integer(subject.scaled(value.sum)), "share": .number(subject.share(value.sum)),
    ]
    if let number = value.number {
      members["number"] = .integer(number)
      members["unit"] = .text(key.unit)
    } else {
      members["text"] = .text(table.texts[value.text])
    }
    return members
  }

  /// Writes comma-separated values, a line a value.
  package func writeCSV(to sink: inout ByteSink) {
    CSVText.write(["key", "text", "number", "number_unit", "sum", "share", "unit"], to: &sink)
    for key in table.keys {
      for value in key.values {
        CSVText.write(
          [
            String(decoding: key.name, as: UTF8.self),
            value.number == nil ? table.texts[value.text] : "",
            value.number.map { "\($0)" } ?? "", value.number == nil ? "" : key.unit,
            "\(subject.scaled(value.sum))", "\(subject.share(value.sum))", subject.valueUnit,
          ], to: &sink)
      }
    }
  }

  /// Writes a table of GitHub's Markdown, with values as people read them.
  package func writeMarkdown(to sink: inout ByteSink) {
    let values = subject.valueText()
    sink.write("| label | value | sum | share |\n|---|---|---:|---:|\n")
    for key in table.keys {
      for value in key.values {
        let share = String(PercentText.text(value.sum, of: subject.total).drop { $0 == " " })
        sink.write("| \(MarkdownText.cell(String(decoding: key.name, as: UTF8.self))) | ")
        sink.write(MarkdownText.cell(table.texts[value.text]))
        sink.write(" | \(MarkdownText.value(values.text(value.sum))) | \(share) |\n")
      }
    }
  }
}
