import ProfileModel

/// Finds out how much of some nodes carries which labels.
struct TagCollector: Sendable {
  /// A node and a set of labels that samples of it have.
  private struct Pair {
    /// The place of the node in the list of nodes.
    let place: UInt32
    let set: UInt32
    var sums = TagSums()
  }

  private let subject: PreparedProfile
  private let labels: DrawnLabels
  /// The place of each node in the list; `.max` for the others, and for those behind the end.
  private let places: [UInt32]
  private let nodeCount: Int
  private var rows = PairIndex()
  private var pairs: [Pair] = []

  /// The tags of some nodes, without those of which both values are below a limit; a row a node, and none for the last ones.
  ///
  /// - `paths`: in a tree, those of all samples.
  static func tags(
    of nodes: [Int], _ subject: PreparedProfile, _ paths: CallPaths, lighterThan limit: Int64
  ) -> [NodeTags] {
    let start = TagCollector(subject, nodes)
    guard start.labels.hasAny else { return [] }
    let count = subject.profile.sampleTable.count
    let parts = Parallel.map(count, smallest: subject.weights.smallestPart) {
      start.collected($0, paths)
    }
    return joined(parts).tags(of: nodes, lighterThan: limit)
  }

  init(_ subject: PreparedProfile, _ nodes: [Int]) {
    self.subject = subject
    labels = DrawnLabels(subject)
    nodeCount = nodes.count
    var places = [UInt32](repeating: .max, count: (nodes.max() ?? -1) + 1)
    for (place, node) in nodes.enumerated() { places[node] = UInt32(place) }
    self.places = places
  }

  /// What some of the samples have.
  func collected(_ samples: Range<Int>, _ paths: CallPaths) -> TagCollector {
    var part = self
    part.collect(samples, paths)
    return part
  }

  /// What parts that follow each other have: pairs are in the order of first sight, however many parts there are.
  static func joined(_ parts: [TagCollector]) -> TagCollector {
    parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }

  private mutating func collect(_ samples: Range<Int>, _ paths: CallPaths) {
    let table = subject.profile.sampleTable
    var paths = paths
    var (path, isInline): ([UInt32], [Bool]) = ([], [])
    var stamps = [Int](repeating: -1, count: nodeCount)
    for sample in samples where labels.isShown(table.labelSets[sample]) {
      let value = subject.weights.values[sample]
      let divisor = subject.weights.divisors.isEmpty ? 0 : subject.weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let isWhole = paths.fill(
        &path, &isInline, of: StackID(table.stacks[sample]), in: subject.profile)
      for node in path {
        guard let place = place(of: node), stamps[Int(place)] != sample else { continue }
        stamps[Int(place)] = sample
        let row = row(place, table.labelSets[sample])
        pairs[row].sums.cum = pairs[row].sums.cum.addingClamped(value)
        pairs[row].sums.cumDivisor = pairs[row].sums.cumDivisor.addingClamped(divisor)
      }
      guard isWhole, let leaf = path.last, let place = place(of: leaf) else { continue }
      let row = row(place, table.labelSets[sample])
      pairs[row].sums.flat = pairs[row].sums.flat.addingClamped(value)
      pairs[row].sums.flatDivisor = pairs[row].sums.flatDivisor.addingClamped(divisor)
    }
  }

  private func place(of node: UInt32) -> UInt32? {
    guard Int(node) < places.count, places[Int(node)] != .max else { return nil }
    return places[Int(node)]
  }

  private mutating func row(_ place: UInt32, _ set: UInt32) -> Int {
    let row = rows.row(place, set)
    if row == pairs.count { pairs.append(Pair(place: place, set: set)) }
    return row
  }

  /// Adds what later samples have.
  private mutating func add(_ other: TagCollector) {
    for pair in other.pairs { pairs[row(pair.place, pair.set)].sums.add(pair.sums) }
  }

  /// The tags of each node, as `tags(of:_:_:lighterThan:)` gives them.
  func tags(of nodes: [Int], lighterThan limit: Int64) -> [NodeTags] {
    let pairsOfNodes = PlaceLists(groups: nodes.count, places: pairs.count) { Int(pairs[$0].place) }
    var tags = [NodeTags](repeating: NodeTags(), count: places.count)
    var builder = TagBuilder(textCount: labels.textCount)
    for (place, node) in nodes.enumerated() {
      for pair in pairsOfNodes[place] {
        builder.add(pairs[Int(pair)].sums, labels[pairs[Int(pair)].set])
      }
      tags[node] = builder.finish().trimmed(to: limit)
    }
    return tags
  }
}

/// What a drawing shows of each set of labels: its texts as one, and the numbers of key `bytes`.
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

  init(_ subject: PreparedProfile) {
    let profile = subject.profile
    let baseKey = profile.strings.place(of: SampleWeights.baseLabel.key)
    let bytes = profile.strings.place(of: "bytes")
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
          let unit = subject.labelUnits[label.key]
          let name = ValueText(unit, in: subject.unit).text(number)
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
  /// The place of each text among those of the node; nil for none.
  private var textPlaces: [Int?]
  private var texts: [Int] = []
  private var numberPlaces: [[UInt8]: [[UInt8]: Int]] = [:]

  /// - `textCount`: how many distinct texts sets of labels have.
  init(textCount: Int) { textPlaces = Array(repeating: nil, count: textCount) }

  /// Adds what samples of one set of labels bring; the first number of a name gives it its value.
  mutating func add(_ sums: TagSums, _ labels: DrawnLabels.Entry) {
    if !labels.text.isEmpty {
      let place = textPlaces[labels.number] ?? tags.texts.count
      if place == tags.texts.count {
        textPlaces[labels.number] = place
        texts.append(labels.number)
        tags.texts.append(NodeTags.Tag(name: labels.text, lines: labels.lines))
      }
      tags.texts[place].add(sums)
    }
    for number in labels.tags {
      var known = tags.numbers[labels.text] ?? []
      let place = numberPlaces[labels.text]?[number.name] ?? known.count
      numberPlaces[labels.text, default: [:]][number.name] = place
      if place == known.count { known.append(number) }
      known[place].add(sums)
      tags.numbers[labels.text] = known
    }
  }

  /// The tags of the node; what is added from now on is of the next one.
  mutating func finish() -> NodeTags {
    defer {
      for text in texts { textPlaces[text] = nil }
      texts.removeAll(keepingCapacity: true)
      tags = NodeTags()
      if !numberPlaces.isEmpty { numberPlaces = [:] }
    }
    return tags
  }
}
