import JSONText
import ProfileAnalysis
package import ProfileModel

// MARK: - For documents and programs

/// Samples one by one, so that memory does not grow with them; values are in the profile's own unit.
extension TracesReport {
  /// Writes one object; `README.md` describes it.
  package func writeJSON(to sink: inout ByteSink) {
    let rows = TraceRows(self)
    sink.write("{\n  \"samples\": [")
    var isFirst = true
    for sample in shownSamples where !sink.hasFailed {
      sink.write(isFirst ? "\n    " : ",\n    ")
      isFirst = false
      rows.write(sample, to: &sink)
    }
    sink.write(isFirst ? "]" : "\n  ]")
    JSONValue.writeMembers(
      [
        ("schema", "pproftool/traces"), ("total", .integer(subject.scaled(subject.total))),
        ("type", .text(subject.typeName)), ("unit", .text(subject.valueUnit)), ("version", 1),
      ], to: &sink, first: false)
    sink.write("\n}\n")
  }

  /// Writes an object a sample, each on its line.
  package func writeNDJSON(to sink: inout ByteSink) {
    let rows = TraceRows(self)
    for sample in shownSamples where !sink.hasFailed {
      rows.write(sample, to: &sink)
      sink.write("\n")
    }
  }

  /// Writes comma-separated values, a line a sample; names of a stack are separated by semicolons.
  package func writeCSV(to sink: inout ByteSink) {
    CSVText.write(["value", "unit", "labels", "stack"], to: &sink)
    let frames = frameNames
    for sample in shownSamples where !sink.hasFailed {
      let labels = labels(of: sample).map { "\($0)=\($1)" }.joined(separator: ";")
      CSVText.write(
        [
          "\(value(of: sample))", subject.valueUnit, labels,
          stack(of: sample).flatMap { frames[Int($0)] }.joined(separator: ";"),
        ], to: &sink)
    }
  }

  /// Writes a table of GitHub's Markdown, with values as people read them.
  package func writeMarkdown(to sink: inout ByteSink) {
    sink.write("| \(MarkdownText.cell(subject.typeName)) | labels | stack |\n|---:|---|---|\n")
    let values = subject.valueText()
    let frames = frameNames.map { $0.map(MarkdownText.cell) }
    for sample in shownSamples where !sink.hasFailed {
      let labels = labels(of: sample).map { MarkdownText.cell("\($0)=\($1)") }
      sink.write("| \(MarkdownText.value(values.text(subject.weights.quotient(sample)))) | ")
      sink.write(labels.joined(separator: "<br>") + " | ")
      sink.write(stack(of: sample).flatMap { frames[Int($0)] }.joined(separator: "<br>") + " |\n")
    }
  }

  /// The samples that have a stack.
  private var shownSamples: some Sequence<Int> {
    (0..<subject.profile.samples.count).lazy.filter { !stack(of: $0).isEmpty }
  }

  fileprivate func value(of sample: Int) -> Int64 {
    subject.scaled(subject.weights.quotient(sample))
  }

  /// The locations of a sample's stack, leaf first.
  fileprivate func stack(of sample: Int) -> ArraySlice<UInt32> {
    let stacks = subject.profile.stacks
    return stacks.frames[stacks.frames(of: StackID(subject.profile.samples.stacks[sample]))]
  }

  /// The names of each location, the inlined leaf first.
  private var frameNames: [[String]] {
    (0..<UInt32(subject.profile.locations.count)).map { location in
      nodes.range(of: location).map { place in
        String(decoding: nodes.printableName(Int(nodes.nodes[place])), as: UTF8.self)
      }
    }
  }

  private func labels(of sample: Int) -> [(String, String)] {
    let strings = subject.profile.strings
    let set = LabelSetID(subject.profile.samples.labelSets[sample])
    return subject.profile.labelSets.labels(of: set).map { label in
      switch label.value {
      case .text(let text): (strings[label.key], strings[text])
      case .number(let number, _):
        (strings[label.key], "\(number) \(subject.labelUnits[label.key])")
      }
    }
  }
}

/// Samples as JSON, a line each; what several of them share is spelled out once.
private struct TraceRows {
  private let report: TracesReport
  /// What stands for each location in a stack, leaf first.
  private let frames: [[UInt8]]
  private let labelSets: [[UInt8]]

  init(_ report: TracesReport) {
    self.report = report
    let profile = report.subject.profile
    let nodes = report.nodes
    frames = (0..<UInt32(profile.locations.count)).map { Self.frames($0, nodes) }
    labelSets = (0..<profile.labelSets.count).map { set in
      let labels = profile.labelSets.labels(of: LabelSetID(UInt32(set)))
      return JSONValue.array(labels.map { JSONValue($0, profile.strings) }).line
    }
  }

  private static func frames(_ location: UInt32, _ nodes: NodeTable) -> [UInt8] {
    let places = nodes.range(of: location)
    let frames = places.map { place in
      let node = Int(nodes.nodes[place])
      let info = nodes.infos[node]
      let frame: JSONValue = [
        "name": .text(String(decoding: nodes.printableName(node), as: UTF8.self)),
        "function": .text(nodes.texts[info.name]), "file": .text(nodes.texts[info.file]),
        "line": .integer(info.line), "inlined": .boolean(place != places.upperBound - 1),
      ]
      return frame.line
    }
    return Array(frames.joined(separator: [UInt8(ascii: ",")]))
  }

  func write(_ sample: Int, to sink: inout ByteSink) {
    sink.write("{\"labels\":")
    let set = report.subject.profile.samples.labelSets[sample]
    sink.write(bytes: labelSets[Int(set)][...])
    sink.write(",\"stack\":[")
    for (place, location) in report.stack(of: sample).enumerated() {
      if place > 0 { sink.write(",") }
      sink.write(bytes: frames[Int(location)][...])
    }
    sink.write("],\"value\":")
    sink.write(decimal: report.value(of: sample))
    sink.write("}")
  }
}
