package import ProfileAnalysis
package import ProfileModel

/// The text of `traces`, byte for byte that of `go tool pprof -traces`: every sample with its stack.
///
/// The text of a location or a set of labels is written once and copied for each sample.
package struct TracesReport: FormattedReport {
  private static let separator =
    "-----------+-------------------------------------------------------\n"
  /// How many characters there are for the value before the first frame of a stack.
  private static let valueWidth = 10

  let view: ProfileView
  let nodes: NodeTable
  private let frames: TraceFrames
  private let labels: [[UInt8]]

  package init(_ view: ProfileView, _ options: NodeOptions) {
    self.view = view
    nodes = view.tables.nodes(options)
    frames = TraceFrames(view.profile, nodes, indent: Self.valueWidth)
    labels = (0..<view.profile.labelSets.count).map { set in
      TraceLabels.lines(of: LabelSetID(UInt32(set)), view)
    }
  }

  /// Writes all samples that have a stack; the sink is not finished.
  package func writeText(to sink: inout ByteSink) {
    let lines = ReportHeader.profileLines(of: view)
    sink.styled(.faint) { $0.write(lines: lines.isEmpty ? [[]] : lines) }
    let profile = view.profile
    var values = ValueTexts(view.valueText())
    for sample in 0..<profile.sampleTable.count {
      let stack = profile.stacks.frames(of: StackID(profile.sampleTable.stacks[sample]))
      guard let leaf = stack.first else { continue }
      sink.write(Self.separator, as: .faint)
      sink.write(bytes: labels[Int(profile.sampleTable.labelSets[sample])][...])
      sink.write(values.text(view.weights.quotient(sample)), width: Self.valueWidth)
      sink.write(bytes: frames.text(of: profile.stacks.frames[leaf]).dropFirst(Self.valueWidth))
      for frame in stack.dropFirst() {
        sink.write(bytes: frames.text(of: profile.stacks.frames[frame]))
      }
      if sink.hasFailed { return }
    }
    sink.write(Self.separator, as: .faint)
  }
}

/// What each location looks like in a trace: a line a function, the inlined leaf first.
private struct TraceFrames {
  private var text: [UInt8] = []
  private var ends: [Int] = []

  init(_ profile: Profile, _ nodes: NodeTable, indent: Int) {
    let names = (0..<nodes.count).map { nodes.printableName($0) }
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: indent + 3)
    for location in 0..<UInt32(profile.locations.count) {
      let indices = nodes.range(of: location)
      for index in indices {
        let isInlined = index != indices.upperBound - 1
        text += blanks + names[Int(nodes.nodes[index])]
        text += Array((isInlined ? " (inline)\n" : "\n").utf8)
      }
      ends.append(text.count)
    }
  }

  func text(of location: UInt32) -> ArraySlice<UInt8> {
    text[(location == 0 ? 0 : ends[Int(location) - 1])..<ends[Int(location)]]
  }
}

/// The lines for a set of labels: texts, then numbers, each in the order of the lines.
private enum TraceLabels {
  static func lines(of set: LabelSetID, _ view: ProfileView) -> [UInt8] {
    let strings = view.profile.strings
    let groups = LabelGroups(set, of: view.profile)
    let texts = groups.texts.map { key, texts in
      line(strings.bytes(of: key), texts.map { Array(strings.bytes(of: $0)) })
    }
    let numbers = groups.numbers.map { key, numbers in
      let values = ValueText(view.labelUnits[key])
      return line(strings.bytes(of: key), numbers.map { Array(values.text($0.value).utf8) })
    }
    return [texts, numbers].flatMap { lines in
      lines.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    }
  }

  private static func line(_ key: ArraySlice<UInt8>, _ values: [[UInt8]]) -> [UInt8] {
    let blank = UInt8(ascii: " ")
    let width = String(decoding: key, as: UTF8.self).unicodeScalars.count
    return [UInt8](repeating: blank, count: max(0, 10 - width)) + key + Array(":  ".utf8)
      + values.joined(separator: [blank]) + Array("\n".utf8)
  }
}

/// Values as text, each written once: profiles hold few different ones.
private struct ValueTexts {
  private let writer: ValueText
  private var known: [Int64: String] = [:]
  /// Enough for what a sampling profiler counts; a profile of sizes can hold a million.
  private static let limit = 4096

  init(_ writer: ValueText) { self.writer = writer }

  mutating func text(_ value: Int64) -> String {
    if let text = known[value] { return text }
    if known.count == Self.limit { known.removeAll(keepingCapacity: true) }
    let text = writer.text(value)
    known[value] = text
    return text
  }
}
