import ProfileModel

extension ReadProfile {
  /// Everything that was read, with the reader's notes.
  var everything: String {
    let notes = notes.warnings.map { "warning \($0)" } + notes.remarks.map { "remark \($0)" }
    let counts = "read \(self.notes.recordsRead) of \(self.notes.recordsSeen)"
    let incomplete = self.notes.incomplete.map { ["incomplete \($0)"] } ?? []
    return (profile.headLines + [counts] + incomplete + notes + profile.wholeSampleLines).joined(
      separator: "\n") + "\n"
  }
}

extension Profile {
  fileprivate var headLines: [String] {
    let types = header.sampleTypes.map { "\(strings[$0.type])/\(strings[$0.unit])" }
    var lines = ["types \(types.joined(separator: " "))"]
    lines.append("default \(strings[header.defaultSampleType])")
    if header.period != 0 {
      let type = header.periodType
      lines.append("period \(header.period) \(strings[type.type])/\(strings[type.unit])")
    }
    if header.timeNanos != 0 { lines.append("time \(header.timeNanos)") }
    if header.durationNanos != 0 { lines.append("duration \(header.durationNanos)") }
    return lines + header.comments.map { "comment \(strings[$0])" } + mappings.map(text)
  }

  private func text(_ mapping: Mapping) -> String {
    let range = "\(String(mapping.start, radix: 16))-\(String(mapping.limit, radix: 16))"
    let build = strings.isEmpty(mapping.buildID) ? "" : " build \(strings[mapping.buildID])"
    return "mapping \(mapping.id) \(range) \(strings[mapping.filename])\(build)"
  }

  /// One line per sample: values, labels, and the stack from the leaf with all details of its locations.
  fileprivate var wholeSampleLines: [String] {
    (0..<sampleTable.count).flatMap { row in
      let values = sampleTable.values[row * width..<(row + 1) * width].map(String.init)
      let labels = labelSets.labels(of: LabelSetID(sampleTable.labelSets[row])).map(text)
      let stack = stacks.frames[stacks.frames(of: StackID(sampleTable.stacks[row]))].map(text)
      return [values.joined(separator: " ")] + labels.map { "  \($0)" } + stack.map { "    \($0)" }
    }
  }

  private func text(_ label: Label) -> String {
    switch label.value {
    case .text(let text): "\(strings[label.key]) = \(strings[text].debugDescription)"
    case .number(let number, let unit):
      "\(strings[label.key]) = \(number)\(strings.isEmpty(unit) ? "" : " \(strings[unit])")"
    }
  }

  /// A location's lines, the inlined leaf first, with `<` between.
  private func text(_ location: UInt32) -> String {
    let id = LocationID(location)
    let lines = locations.lines(of: id).map(line).joined(separator: " < ")
    let address = locations.addresses[Int(location)]
    let start = address == 0 ? "" : "0x\(String(address, radix: 16)) "
    let mapping = locations.mapping(of: id).map {
      " (\(strings[mappings[Int($0.index)].filename]))"
    }
    return start + lines + (mapping ?? "") + (locations.isFolded[Int(location)] ? " folded" : "")
  }

  private func line(_ row: Int) -> String {
    let function = FunctionID(locations.lineFunctions[row])
    let (name, file) = (
      strings[functions.name(of: function)], strings[functions.filename(of: function)]
    )
    let system = strings[StringID(functions.systemNames[Int(function.index)])]
    let (number, column) = (locations.lineNumbers[row], locations.lineColumns[row])
    let start = functions.startLines[Int(function.index)]
    let source =
      (file.isEmpty && number == 0 ? "" : " \(file):\(number)") + (column == 0 ? "" : ":\(column)")
    return name + (system == name ? "" : " [\(system)]") + source
      + (start == 0 ? "" : " s=\(start)")
  }
}
