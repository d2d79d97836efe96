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
    case .change:
      entries = [
        Entry(letter: FlameGraphPaint.letter(of: 1), text: "more than before, from the left"),
        Entry(letter: FlameGraphPaint.letter(of: -1), text: "less than before, from the right"),
        Entry(letter: UInt8(ascii: "a"), text: "as before · + is new · − is gone"),
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
    for node in 1..<max(1, graph.tree.count) where graph.owns[node] > 0 {
      let place = graph.names.places[node]
      let group = isPackage ? Self.package(of: graph.names.list[place]) : graph.files[place]
      guard !group.isEmpty else { continue }
      sums[group] = (sums[group] ?? 0).addingClamped(graph.owns[node])
      letters[group] = graph.paint.letters[node]
    }
    let order = sums.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return order.prefix(largest).map { group, own in
      Entry(
        letter: letters[group] ?? UInt8(ascii: "a"),
        text: "\(shortened(group)) \(graph.percent(own))%")
    }
  }

  /// What has a colour of its own: a package of the program, or all of those that are grey.
  private static func package(of name: ShownName) -> String {
    switch name.origin {
    case .program: name.group
    case .standardLibrary: "standard library"
    case .runtime: "runtime"
    }
  }

  /// The end of a long group, from a separator on if there is one.
  private static func shortened(_ group: String) -> String {
    guard group.count > 40 else { return group }
    let end = group.suffix(39)
    return "…" + end[(end.dropLast().firstIndex(of: "/") ?? end.startIndex)...]
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
