import Foundation
import PprofWire
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

/// Reads a text of any format in one block.
func readText(
  _ text: String, from format: InputFormat? = nil, limits: ReadLimits = ReadLimits(),
  nth: Int? = nil, keepsIDs: Bool = false
) throws -> ReadProfile {
  try ProfileReader.read(
    ByteSource(Array(text.utf8)), from: format, limits: limits, nth: nth, keepsIDs: keepsIDs
  ).checked()
}

/// Reads a fixture of any format.
func readFixture(_ path: String, from format: InputFormat? = nil) throws -> ReadProfile {
  try ProfileReader.read(ByteSource(try FixtureFiles.bytes(path)), from: format).checked()
}

extension Profile {
  /// The whole profile as text, for goldens and failure messages.
  var description: String {
    let types = header.sampleTypes.map { "\(strings[$0.type])/\(strings[$0.unit])" }
    let period = "\(strings[header.periodType.type])/\(strings[header.periodType.unit])"
    var lines = ["types \(types.joined(separator: " "))", "period \(header.period) \(period)"]
    if header.durationNanos != 0 { lines.append("duration \(header.durationNanos)") }
    lines += header.comments.map { "comment \(strings[$0])" }
    for mapping in mappings {
      let range = "\(String(mapping.start, radix: 16))-\(String(mapping.limit, radix: 16))"
      lines.append("mapping \(mapping.id) \(range) \(strings[mapping.filename])".trimmed)
    }
    return (lines + sampleLines).joined(separator: "\n") + "\n"
  }

  /// One line per sample: values, labels, and the stack from the leaf.
  var sampleLines: [String] {
    (0..<sampleTable.count).map { row in
      let values = sampleTable.values[row * width..<(row + 1) * width].map(String.init)
      let labels = labelSets.labels(of: LabelSetID(sampleTable.labelSets[row])).map(text)
      let stack = stacks.frames[stacks.frames(of: StackID(sampleTable.stacks[row]))].map(text)
      return
        ([values.joined(separator: " ")] + labels.map { "  \($0)" } + stack.map { "    \($0)" })
        .joined(separator: "\n")
    }
  }

  private func text(_ label: Label) -> String {
    switch label.value {
    case .text(let text): "\(strings[label.key]): \(quoted(strings[text]))"
    case .number(let number, let unit):
      "\(strings[label.key]): \(number) \(strings[unit])".trimmed
    }
  }

  private func quoted(_ text: String) -> String {
    text.debugDescription
  }

  /// A location's lines, the inlined leaf first, with `<` between.
  private func text(_ location: UInt32) -> String {
    let id = LocationID(location)
    let lines = locations.lines(of: id).map { line in
      let function = FunctionID(locations.lineFunctions[line])
      let file = strings[functions.filename(of: function)]
      let source = file.isEmpty ? "" : " \(file):\(locations.lineNumbers[line])"
      return strings[functions.name(of: function)] + source
    }
    let address = locations.addresses[Int(location)]
    let start = address == 0 ? "" : "0x\(String(address, radix: 16)) "
    return (start + lines.joined(separator: " < ")).trimmed
  }
}

extension String {
  /// The text without trailing blanks.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
