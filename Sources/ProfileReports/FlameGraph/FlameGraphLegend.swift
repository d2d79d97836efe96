import ProfileModel

/// Says below the frames which colours stand for what.
struct FlameGraphLegend {
  /// A colour and its meaning.
  struct Entry {
    let letter: UInt8
    let text: String
  }
  private(set) var entries: [Entry] = []

  private static let largest = 8

  init(_ graph: FlameGraph) {
    switch graph.style.colors {
    case .package, .file: entries = Self.groups(graph)
    case .value:
      let last = UInt8(FlameGraphTheme.light.scale.count - 1)
      entries = [
        Entry(letter: UInt8(ascii: "a"), text: "little of its own"),
        Entry(letter: UInt8(ascii: "a") + last, text: "most of its own"),
      ]
    case .hot: break
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The packages or files that have most of their own, with their shares.
  private static func groups(_ graph: FlameGraph) -> [Entry] {
    var sums: [String: Int64] = [:]
    var letters: [String: UInt8] = [:]
    let isPackage = graph.style.colors == .package
    for node in 1..<max(1, graph.tree.count) where graph.tree.selfs[node] > 0 {
      let place = graph.names.places[node]
      let group = isPackage ? graph.names.list[place].group : graph.files[place]
      guard !group.isEmpty else { continue }
      sums[group] = (sums[group] ?? 0).addingClamped(graph.tree.selfs[node])
      letters[group] = graph.paint.letters[node]
    }
    let order = sums.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return order.prefix(largest).map { group, own in
      Entry(
        letter: letters[group] ?? UInt8(ascii: "a"),
        text: "\(shortened(group)) \(graph.percent(own))%")
    }
  }

  private static func shortened(_ group: String) -> String {
    group.count <= 40 ? group : "…" + group.suffix(39)
  }

  /// Writes one line, as much of it as has room.
  func write(y: Double, width: Double, to sink: inout ByteSink) {
    var x = FlameGraphStyle.margin
    for entry in entries {
      let room = 18 + Double(FlameGraphLabel.width(of: entry.text.utf8)) * 0.12 + 16
      guard x + room <= width else { break }
      sink.write("<rect class=\"")
      sink.write(byte: entry.letter)
      sink.write("\" x=\"")
      sink.write(hundredths: x)
      sink.write("\" y=\"")
      sink.write(hundredths: y)
      sink.write("\" width=\"12\" height=\"12\"/><text class=\"soft\" x=\"")
      sink.write(hundredths: x + 18)
      sink.write("\" y=\"")
      sink.write(hundredths: y + 10.5)
      sink.write("\">")
      sink.write(escaped: entry.text)
      sink.write("</text>\n")
      x += room
    }
  }
}
