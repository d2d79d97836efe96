import JSONText
import ProfileAnalysis
import ProfileModel

// MARK: - For documents and programs

/// Samples one by one, so that memory does not grow with them; values are in the profile's own unit.
extension TracesReport {
  package func table(for format: ReportTable.Format) -> ReportTable {
    let columns =
      switch format {
      case .json, .ndjson: dataColumns
      case .csv: fieldColumns
      case .markdown: documentColumns
      }
    // `ReportSchema.traces` describes it.
    return ReportTable(
      schema: "traces",
      members: [
        "type": .text(view.typeName), "unit": .text(view.valueUnit),
        "total": .integer(view.scaled(view.total)),
      ], rowsName: "samples", isRowALine: true, columns, of: shownSamples)
  }

  /// The samples that have a stack.
  private var shownSamples: some Sequence<Int> {
    (0..<view.profile.sampleTable.count).lazy.filter { !stack(of: $0).isEmpty }
  }

  // MARK: Columns

  private func valueColumn(_ key: String = "", title: String = "") -> FilledColumn<Int> {
    let weights = view.weights
    return .init(key, title: title, .value(view.valueText()), unit: view.valueUnit) {
      .integer(weights.quotient($0))
    }
  }

  /// What several samples share is spelled out once.
  private var dataColumns: [FilledColumn<Int>] {
    let profile = view.profile
    let labelSets = (0..<profile.labelSets.count).map { set in
      let labels = profile.labelSets.labels(of: LabelSetID(UInt32(set)))
      return JSONValue.spelledOut(labels.lazy.map { JSONValue($0, profile.strings) })
    }
    let frames = (0..<UInt32(profile.locations.count)).map(frames(of:))
    return [
      valueColumn("value"),
      .init("labels", .ready) { .nested(labelSets[Int(profile.sampleTable.labelSets[$0])]) },
      .init("stack", .ready) { sample in
        .nested(.array(stack(of: sample).flatMap { frames[Int($0)] }))
      },
    ]
  }

  /// The names of a stack are separated by semicolons.
  private var fieldColumns: [FilledColumn<Int>] {
    let (unit, frames) = (view.valueUnit, frameNames)
    return [
      valueColumn("value"), .init("unit", .name) { _ in .text(unit) },
      .init("labels", .name) { .text(labels(of: $0).joined(separator: ";")) },
      .init("stack", .name) { sample in
        .text(stack(of: sample).flatMap { frames[Int($0)] }.joined(separator: ";"))
      },
    ]
  }

  /// With values as people read them.
  private var documentColumns: [FilledColumn<Int>] {
    let frames = frameNames.map { $0.map(MarkdownText.cell) }
    return [
      valueColumn(title: MarkdownText.cell(view.typeName)),
      .init(title: "labels", .ready) {
        .text(labels(of: $0).map(MarkdownText.cell).joined(separator: "<br>"))
      },
      .init(title: "stack", .ready) { sample in
        .text(stack(of: sample).flatMap { frames[Int($0)] }.joined(separator: "<br>"))
      },
    ]
  }

  // MARK: What a sample has

  /// The locations of a sample's stack, leaf first.
  private func stack(of sample: Int) -> FrameColumn.SubSequence {
    let stacks = view.profile.stacks
    return stacks.frames[stacks.frames(of: StackID(view.profile.sampleTable.stacks[sample]))]
  }

  /// The names of each location, the inlined leaf first.
  private var frameNames: [[String]] {
    (0..<UInt32(view.profile.locations.count)).map { location in
      nodes.range(of: location).map { index in
        String(decoding: nodes.printableName(Int(nodes.nodes[index])), as: UTF8.self)
      }
    }
  }

  /// A text `key=value` for each label.
  private func labels(of sample: Int) -> [String] {
    let strings = view.profile.strings
    let set = LabelSetID(view.profile.sampleTable.labelSets[sample])
    return view.profile.labelSets.labels(of: set).map { label in
      switch label.value {
      case .text(let text): "\(strings[label.key])=\(strings[text])"
      case .number(let number, _):
        "\(strings[label.key])=\(number) \(view.labelUnits[label.key])"
      }
    }
  }

  /// A location as programs get it: its frames, the inlined leaf first.
  private func frames(of location: UInt32) -> [JSONValue] {
    let indices = nodes.range(of: location)
    return indices.map { index in
      let node = Int(nodes.nodes[index])
      let info = nodes.infos[node]
      let frame: JSONValue = [
        "name": .text(String(decoding: nodes.printableName(node), as: UTF8.self)),
        "function": .text(nodes.texts[info.name]), "file": .text(nodes.texts[info.file]),
        "line": .integer(info.line), "inlined": .boolean(index != indices.upperBound - 1),
      ]
      return frame.spelledOut
    }
  }
}
