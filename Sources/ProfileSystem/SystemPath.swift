/// The name of a file as the system has it: bytes, which need not be UTF-8.
///
/// They go to the system as they came. A name with a zero byte, which no file can have, is never found.
package struct SystemPath: Hashable, Sendable {
  /// The name without a zero byte at its end.
  package let bytes: [UInt8]

  private static let slash = UInt8(ascii: "/")

  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The path for people: bytes that are no UTF-8 are written as `\xff`.
  ///
  /// Control characters are still in it; whoever prints it decides on those.
  package var text: String { ReversibleText.shown(ReversibleText.text(of: bytes)) }

  /// What a C function takes; the empty path, which the system never finds, for one with a zero byte.
  package var terminated: [CChar] {
    bytes.contains(0) ? [0] : bytes.map { CChar(bitPattern: $0) } + [0]
  }
}

extension SystemPath {
  /// The last part of the path: all behind its last slash.
  package var fileName: ArraySlice<UInt8> {
    bytes[(bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0)...]
  }

  /// The beginning of the path up to its last slash; empty for a plain name.
  package var folder: SystemPath { SystemPath(bytes[..<fileName.startIndex]) }

  /// Whether it begins at the root.
  package var isAbsolute: Bool { bytes.first == Self.slash }

  /// The path of a name in this folder.
  package func appending(_ name: some Sequence<UInt8>) -> SystemPath {
    SystemPath(
      bytes.isEmpty || bytes.last == Self.slash ? bytes + name : bytes + [Self.slash] + name)
  }

  /// The path of a name in this folder.
  package func appending(_ name: String) -> SystemPath { appending(name.utf8) }
}

extension SystemPath: Comparable {
  /// Paths are in the order of their bytes.
  package static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension SystemPath: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
