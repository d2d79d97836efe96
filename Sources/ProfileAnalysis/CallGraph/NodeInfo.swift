package import ProfileModel

/// The identity of a report's node; no two nodes of a report have the same.
package struct NodeInfo: Hashable, Sendable {
  /// The function's name, as an id in the node table's texts.
  package var name = StringID.empty
  /// The source file, as an id in the node table's texts.
  package var file = StringID.empty
  /// The binary's path, as an id in the node table's texts; only where it distinguishes nodes.
  package var binary = StringID.empty
  /// 0 unless nodes are addresses.
  package var address: UInt64 = 0
  /// 0 unless nodes are lines or addresses.
  package var line: Int64 = 0
  package var column: Int64 = 0
  package var startLine: Int64 = 0

  package init() {}

  /// The name of a node about which nothing is known.
  static let namelessText = Array("<unknown>".utf8)

  /// The node's name in a report, as `go tool pprof` prints it: `ADDRESS NAME FILE:LINE:COLUMN`.
  ///
  /// A node without a name is `[BINARY]`, or `<unknown>`.
  package func printableName(in texts: StringTable) -> [UInt8] {
    let parts = nameParts(
      name: Array(texts.bytes(of: name)), file: Array(texts.bytes(of: file)),
      binary: Array(FilePath.base(texts.bytes(of: binary))))
    return Array(parts.joined(separator: [UInt8(ascii: " ")]))
  }

  /// The parts of the name in a report, with the function, the file and the last part of the binary's path
  /// written in another way.
  package func nameParts(name: [UInt8], file: [UInt8], binary: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    if address != 0 { parts.append(Self.hexadecimal(address)) }
    if !name.isEmpty { parts.append(name) }
    if line != 0 {
      parts.append(file + Array((column == 0 ? ":\(line)" : ":\(line):\(column)").utf8))
    } else if !file.isEmpty {
      parts.append(file)
    } else if name.isEmpty {
      parts.append(
        self.binary == .empty
          ? Self.namelessText : [UInt8(ascii: "[")] + binary + [UInt8(ascii: "]")])
    }
    return parts
  }

  /// Sixteen digits, as `%016x`.
  private static func hexadecimal(_ address: UInt64) -> [UInt8] {
    let digits = String(address, radix: 16)
    return Array((String(repeating: "0", count: 16 - digits.count) + digits).utf8)
  }

  /// A text that differs for any two nodes, and orders those that nothing else does.
  func uniqueText(in texts: StringTable) -> [UInt8] {
    Array(
      "{\(texts[name])  \(address) \(texts[file]) \(startLine) \(line) \(column) \(texts[binary])}"
        .utf8)
  }
}

/// Whether a node's code was inlined into its callers'.
package enum InlineMark: Sendable {
  case none
  /// By some of its callers.
  case partial
  /// By all of them.
  case full

  /// The marks of the nodes that a report shows, by node.
  ///
  /// Calls lighter than the selection's limit do not count, as `go tool pprof` leaves them out.
  package static func marks(
    _ profile: Profile, _ nodes: NodeTable, _ selection: NodeSelection, _ weights: SampleWeights
  ) -> [InlineMark] {
    var calls = InlineCalls(nodes, selection)
    calls.collect(profile, weights)
    return calls.marks()
  }
}
