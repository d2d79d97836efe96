import ProfileModel

extension Profile {
  /// The values of a column by stack, root first, except those that viewers cannot show.
  func sums(ofColumn column: Int, withLines: Bool = true) -> [String: Int64] {
    everyStack(ofColumn: column, withLines: withLines).filter { $0.value > 0 }
  }

  /// The values of a column by stack, root first.
  ///
  /// - `nameless`: the name for nameless functions.
  func everyStack(
    ofColumn column: Int, withLines: Bool = true, nameless: String = ""
  ) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for row in 0..<sampleTable.count {
      let value = sampleTable.values[row * width + column]
      let stack = stackText(StackID(sampleTable.stacks[row]), withLines, nameless)
      sums[stack, default: 0] = sums[stack, default: 0].addingClamped(value)
    }
    return sums
  }

  /// The same for a named sample type.
  func sums(of type: String) -> [String: Int64] {
    let column = header.sampleTypes.firstIndex { strings[$0.type] == type }
    return column.map { sums(ofColumn: $0) } ?? [:]
  }

  /// The values of a column by all sample details: addresses, modules, lines, columns, labels.
  func everySum(of type: String) -> [String: Int64] {
    guard let column = header.sampleTypes.firstIndex(where: { strings[$0.type] == type }) else {
      return [:]
    }
    var sums: [String: Int64] = [:]
    for row in 0..<sampleTable.count {
      let stack = stacks.frames(of: StackID(sampleTable.stacks[row])).map { index in
        exactText(LocationID(stacks.frames[index]))
      }
      let labels = labelSets.labels(of: LabelSetID(sampleTable.labelSets[row])).map(labelText)
        .sorted()
      let key = (stack + labels).joined(separator: "\n")
      sums[key, default: 0] = sums[key, default: 0].addingClamped(
        sampleTable.values[row * width + column])
    }
    return sums.filter { $0.value != 0 }
  }

  private func exactText(_ id: LocationID) -> String {
    let lines = locations.lines(of: id).map { row in
      let function = Int(locations.lineFunctions[row])
      let name = strings[StringID(functions.names[function])]
      let file = strings[StringID(functions.filenames[function])]
      return "\(name) \(file):\(locations.lineNumbers[row]):\(locations.lineColumns[row]) "
        + "\(functions.startLines[function])"
    }
    let mapping = locations.mapping(of: id).map { mappings[Int($0.index)] }
    let module = mapping.map {
      "\(strings[$0.filename]) \($0.start) \($0.limit) \(strings[$0.buildID]) \($0.hasFunctions)"
    }
    let folded = locations.isFolded[Int(id.index)]
    return "\(locations.addresses[Int(id.index)]) \(module ?? "") \(lines) \(folded)"
  }

  private func labelText(_ label: Label) -> String {
    switch label.value {
    case .text(let text): "\(strings[label.key])=\(strings[text])"
    case .number(let number, let unit): "\(strings[label.key])=\(number) \(strings[unit])"
    }
  }

  /// The values of a column by stack and labels, as in our JSON format, which has no modules.
  func labelledStacks(ofColumn column: Int) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for row in 0..<sampleTable.count {
      let stack = stackText(StackID(sampleTable.stacks[row]), true, "", withModules: false)
      let labels = labelSets.labels(of: LabelSetID(sampleTable.labelSets[row])).map(labelText)
      let key = ([stack] + labels.sorted()).joined(separator: "\n")
      sums[key, default: 0] = sums[key, default: 0].addingClamped(
        sampleTable.values[row * width + column])
    }
    return sums.filter { $0.value != 0 }
  }

  private func stackText(
    _ stack: StackID, _ withLines: Bool, _ nameless: String, withModules: Bool = true
  ) -> String {
    stacks.frames[stacks.frames(of: stack)].reversed().flatMap { location in
      let id = LocationID(location)
      let lines = locations.lines(of: id)
      if lines.isEmpty { return [unnamed(id, withModules) + (withLines ? ":0" : "")] }
      return lines.reversed().map { line in
        let function = FunctionID(locations.lineFunctions[line])
        let (name, file) = (functions.name(of: function), functions.filename(of: function))
        // Viewers have no lines below 0.
        let number = withLines ? ":\(max(0, locations.lineNumbers[line]))" : ""
        return "\(name == .empty ? nameless : strings[name]) \(strings[file])\(number)"
      }
    }.joined(separator: ";")
  }

  private func unnamed(_ id: LocationID, _ withModule: Bool) -> String {
    let address = String(locations.addresses[Int(id.index)], radix: 16)
    let module = locations.mapping(of: id).map { strings[mappings[Int($0.index)].filename] } ?? ""
    return "0x\(address)\(module.isEmpty || !withModule ? "" : " [\(module)]") "
  }
}
