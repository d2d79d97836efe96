import ProfileModel

/// Finds out how much of some nodes carries which labels.
struct TagCollector {
  private let subject: PreparedProfile
  private let nodes: [Int]
  /// The place of each node in `nodes`; `.max` for the others, and for those behind the end.
  private var places: [UInt32]
  private var rows = PairIndex()
  private var sums: [TagSums] = []
  private var pairs: [(place: Int, set: UInt32)] = []

  init(_ subject: PreparedProfile, _ nodes: [Int]) {
    self.subject = subject
    self.nodes = nodes
    places = Array(repeating: .max, count: (nodes.max() ?? -1) + 1)
    for (place, node) in nodes.enumerated() { places[node] = UInt32(place) }
  }

  /// The tags of each node.
  consuming func tags(_ paths: inout CallPaths) -> [Int: NodeTags] {
    let labels = DrawnLabels(subject)
    collect(&paths, labels)
    var builders = [TagBuilder](repeating: TagBuilder(), count: nodes.count)
    for (row, pair) in pairs.enumerated() {
      builders[pair.place].add(sums[row], labels[pair.set])
    }
    return Dictionary(uniqueKeysWithValues: zip(nodes, builders.map(\.tags)))
  }

  private mutating func collect(_ paths: inout CallPaths, _ labels: DrawnLabels) {
    let samples = subject.profile.sampleTable
    guard labels.hasAny else { return }
    var (path, isInline): ([UInt32], [Bool]) = ([], [])
    var stamps = [Int](repeating: -1, count: nodes.count)
    for sample in 0..<samples.count where labels.isShown(samples.labelSets[sample]) {
      let value = subject.weights.values[sample]
      let divisor = subject.weights.divisors.isEmpty ? 0 : subject.weights.divisors[sample]
      guard value != 0 || divisor != 0 else { continue }
      let isWhole = paths.fill(
        &path, &isInline, of: StackID(samples.stacks[sample]), in: subject.profile)
      for node in path {
        guard let place = place(of: node), stamps[Int(place)] != sample else { continue }
        stamps[Int(place)] = sample
        let row = row(place, samples.labelSets[sample])
        sums[row].cum = sums[row].cum.addingClamped(value)
        sums[row].cumDivisor = sums[row].cumDivisor.addingClamped(divisor)
      }
      guard isWhole, let leaf = path.last, let place = place(of: leaf) else { continue }
      let row = row(place, samples.labelSets[sample])
      sums[row].flat = sums[row].flat.addingClamped(value)
      sums[row].flatDivisor = sums[row].flatDivisor.addingClamped(divisor)
    }
  }

  private func place(of node: UInt32) -> UInt32? {
    guard Int(node) < places.count, places[Int(node)] != .max else { return nil }
    return places[Int(node)]
  }

  private mutating func row(_ place: UInt32, _ set: UInt32) -> Int {
    let row = rows.row(place, set)
    if row == sums.count {
      sums.append(TagSums())
      pairs.append((Int(place), set))
    }
    return row
  }
}

/// What a drawing shows of each set of labels: its texts as one, and the numbers of key `bytes`.
private struct DrawnLabels {
  struct Entry {
    var text: [UInt8] = []
    /// The parts of the text.
    var lines: [[UInt8]] = []
    var numbers: [NodeTags.Tag] = []
  }

  private var entries: [Entry] = []

  init(_ subject: PreparedProfile) {
    let profile = subject.profile
    let baseKey = profile.strings.place(of: SampleWeights.baseLabel.key)
    let bytes = profile.strings.place(of: "bytes")
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
          entry.numbers.append(tag)
        default: break
        }
      }
      entry.lines.sort { $0.lexicographicallyPrecedes($1) }
      entry.text = Array(entry.lines.joined(separator: #"\n"#.utf8))
      entries.append(entry)
    }
  }

  subscript(set: UInt32) -> Entry { entries[Int(set)] }

  /// Whether anything of a set is shown.
  func isShown(_ set: UInt32) -> Bool {
    !entries[Int(set)].text.isEmpty || !entries[Int(set)].numbers.isEmpty
  }

  var hasAny: Bool { entries.indices.contains { isShown(UInt32($0)) } }
}

/// Puts the tags of one node together.
private struct TagBuilder {
  private(set) var tags = NodeTags()
  private var textPlaces: [[UInt8]: Int] = [:]
  private var numberPlaces: [[UInt8]: [[UInt8]: Int]] = [:]

  /// Adds what samples of one set of labels bring; the first number of a name gives it its value.
  mutating func add(_ sums: TagSums, _ labels: DrawnLabels.Entry) {
    if !labels.text.isEmpty {
      let place = textPlaces[labels.text] ?? tags.texts.count
      textPlaces[labels.text] = place
      if place == tags.texts.count {
        tags.texts.append(NodeTags.Tag(name: labels.text, lines: labels.lines))
      }
      tags.texts[place].add(sums)
    }
    for number in labels.numbers {
      var known = tags.numbers[labels.text] ?? []
      let place = numberPlaces[labels.text]?[number.name] ?? known.count
      numberPlaces[labels.text, default: [:]][number.name] = place
      if place == known.count { known.append(number) }
      known[place].add(sums)
      tags.numbers[labels.text] = known
    }
  }
}
