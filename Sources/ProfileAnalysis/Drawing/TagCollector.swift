import ProfileModel

/// Finds out how much of some nodes carries which labels.
struct TagCollector: Sendable {
  /// A node and a set of labels that samples of it have.
  private struct Pair {
    /// The index of the node in the list of nodes.
    let index: UInt32
    let set: UInt32
    var sums = TagSums()
  }

  private let view: ProfileView
  private let labels: DrawnLabels
  /// The index of each node in the list; `.max` for the others, and for those past the end.
  private let indices: [UInt32]
  private let nodeCount: Int
  private var rows = PairIndex()
  private var pairs: [Pair] = []

  /// The tags of some nodes, without those whose values are both below a limit; a row for each node, empty for the
  /// last ones.
  ///
  /// - `found`: finds these nodes in samples.
  static func tags(
    of nodes: [Int], _ view: ProfileView, _ found: SampleNodes, lighterThan limit: Int64
  ) -> [NodeTags] {
    let start = TagCollector(view, nodes)
    guard start.labels.hasAny else { return [] }
    let count = view.profile.sampleTable.count
    let parts = Parallel.map(count, smallest: view.weights.smallestPart) {
      start.collected($0, found)
    }
    return joined(parts).tags(of: nodes, lighterThan: limit)
  }

  init(_ view: ProfileView, _ nodes: [Int]) {
    self.view = view
    labels = DrawnLabels(view)
    nodeCount = nodes.count
    var indices = [UInt32](repeating: .max, count: (nodes.max() ?? -1) + 1)
    for (index, node) in nodes.enumerated() { indices[node] = UInt32(index) }
    self.indices = indices
  }

  /// What some of the samples have.
  func collected(_ samples: Range<Int>, _ found: SampleNodes) -> TagCollector {
    var part = self
    part.collect(samples, found)
    return part
  }

  /// What parts that follow each other have: pairs are in the order of first sight, however many parts there are.
  static func joined(_ parts: [TagCollector]) -> TagCollector {
    parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }

  private mutating func collect(_ samples: Range<Int>, _ found: SampleNodes) {
    let table = view.profile.sampleTable
    var found = found
    var nodes: [UInt32] = []
    var stamps = [Int](repeating: -1, count: nodeCount)
    for sample in samples where labels.isShown(table.labelSets[sample]) {
      let value = view.weights.values[sample]
      let divisor = view.weights.divisors.isEmpty ? 0 : view.weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let leaf = found.fill(&nodes, of: StackID(table.stacks[sample]), in: view.profile)
      for node in nodes {
        guard let index = index(of: node), stamps[Int(index)] != sample else { continue }
        stamps[Int(index)] = sample
        let row = row(index, table.labelSets[sample])
        pairs[row].sums.cum = pairs[row].sums.cum.addingClamped(value)
        pairs[row].sums.cumDivisor = pairs[row].sums.cumDivisor.addingClamped(divisor)
      }
      guard let leaf, let index = index(of: leaf) else { continue }
      let row = row(index, table.labelSets[sample])
      pairs[row].sums.flat = pairs[row].sums.flat.addingClamped(value)
      pairs[row].sums.flatDivisor = pairs[row].sums.flatDivisor.addingClamped(divisor)
    }
  }

  private func index(of node: UInt32) -> UInt32? {
    guard Int(node) < indices.count, indices[Int(node)] != .max else { return nil }
    return indices[Int(node)]
  }

  private mutating func row(_ index: UInt32, _ set: UInt32) -> Int {
    let row = rows.row(index, set)
    if row == pairs.count { pairs.append(Pair(index: index, set: set)) }
    return row
  }

  /// Adds what later samples have.
  private mutating func add(_ other: TagCollector) {
    for pair in other.pairs { pairs[row(pair.index, pair.set)].sums.add(pair.sums) }
  }

  /// The tags of each node, as `tags(of:_:_:lighterThan:)` gives them.
  func tags(of nodes: [Int], lighterThan limit: Int64) -> [NodeTags] {
    let pairsOfNodes = IndexLists(groups: nodes.count, indices: pairs.count) {
      Int(pairs[$0].index)
    }
    var tags = [NodeTags](repeating: NodeTags(), count: indices.count)
    var builder = TagBuilder(textCount: labels.textCount)
    for (index, node) in nodes.enumerated() {
      for pair in pairsOfNodes[index] {
        builder.add(pairs[Int(pair)].sums, labels[pairs[Int(pair)].set])
      }
      tags[node] = builder.finish().trimmed(to: limit)
    }
    return tags
  }
}

/// The drawn form of each set of labels: its texts joined, and the numbers of key `bytes`.
private struct DrawnLabels: Sendable {
  struct Entry {
    var text: [UInt8] = []
    /// Which of the distinct texts it is.
    var number = 0
    /// The parts of the text.
    var lines: [[UInt8]] = []
    var tags: [NodeTags.Tag] = []
  }

  private var entries: [Entry] = []
  /// How many distinct texts there are.
  private(set) var textCount = 0

  init(_ view: ProfileView) {
    let profile = view.profile
    let baseKey = profile.strings.id(of: SampleWeights.baseLabel.key)
    let bytes = profile.strings.id(of: "bytes")
    var textNumbers: [[UInt8]: Int] = [:]
    for set in 0..<profile.labelSets.count {
      var entry = Entry()
      for label in profile.labelSets.labels(of: LabelSetID(UInt32(set))) {
        switch label.value {
        case .text(let text) where label.key != baseKey:
          entry.lines.append(
            profile.strings.bytes(of: label.key) + [UInt8(ascii: ":")]
              + profile.strings.bytes(of: text))
        case .number(let number, _) where label.key == bytes:
          let unit = view.labelUnits[label.key]
          let name = ValueText(unit, in: view.unit).text(number)
          var tag = NodeTags.Tag(name: Array(name.utf8))
          (tag.number, tag.unit) = (number, unit)
          entry.tags.append(tag)
        default: break
        }
      }
      entry.lines.sort { $0.lexicographicallyPrecedes($1) }
      entry.text = Array(entry.lines.joined(separator: #"\n"#.utf8))
      entry.number = textNumbers[entry.text] ?? textNumbers.count
      textNumbers[entry.text] = entry.number
      entries.append(entry)
    }
    textCount = textNumbers.count
  }

  subscript(set: UInt32) -> Entry { entries[Int(set)] }

  /// Whether anything of a set is shown.
  func isShown(_ set: UInt32) -> Bool {
    !entries[Int(set)].text.isEmpty || !entries[Int(set)].tags.isEmpty
  }

  var hasAny: Bool { entries.indices.contains { isShown(UInt32($0)) } }
}

/// Puts the tags of one node after the other together.
private struct TagBuilder {
  private var tags = NodeTags()
  /// The index of each text among those of the node; nil for none.
  private var textIndices: [Int?]
  private var texts: [Int] = []
  private var numberIndices: [[UInt8]: [[UInt8]: Int]] = [:]

  /// - `textCount`: how many distinct texts sets of labels have.
  init(textCount: Int) { textIndices = Array(repeating: nil, count: textCount) }

  /// Adds what samples of one set of labels bring; the first number of a name gives it its value.
  mutating func add(_ sums: TagSums, _ labels: DrawnLabels.Entry) {
    if !labels.text.isEmpty {
      let index = textIndices[labels.number] ?? tags.texts.count
      if index == tags.texts.count {
        textIndices[labels.number] = index
        texts.append(labels.number)
        tags.texts.append(NodeTags.Tag(name: labels.text, lines: labels.lines))
      }
      tags.texts[index].add(sums)
    }
    for number in labels.tags {
      var known = tags.numbers[labels.text] ?? []
      let index = numberIndices[labels.text]?[number.name] ?? known.count
      numberIndices[labels.text, default: [:]][number.name] = index
      if index == known.count { known.append(number) }
      known[index].add(sums)
      tags.numbers[labels.text] = known
    }
  }

  /// The tags of the node; the next ones added belong to the next node.
  mutating func finish() -> NodeTags {
    defer {
      for text in texts { textIndices[text] = nil }
      texts.removeAll(keepingCapacity: true)
      tags = NodeTags()
      if !numberIndices.isEmpty { numberIndices = [:] }
    }
    return tags
  }
}
