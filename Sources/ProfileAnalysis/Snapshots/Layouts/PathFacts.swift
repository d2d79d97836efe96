import ProfileSystem

/// The facts in the path of a profile, by a `PathLayout`.
package struct PathFacts: Hashable, Sendable {
  /// A name without a special meaning, with its value.
  package struct Attribute: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package internal(set) var service: String?
  package internal(set) var version: String?
  package internal(set) var instance: String?
  /// When it was taken, in nanoseconds since 1970, UTC.
  package internal(set) var time: Int64?
  /// The kind of profile in small letters, as paths call it: `cpu`, `heap`, `allocs`.
  package internal(set) var kind: String?
  /// All else, in the order of the path.
  package internal(set) var attributes: [Attribute] = []

  /// The keys that identify an instance, by precedence.
  static let instanceKeys = ["pod", "host", "node", "hostname", "instance"]
}

extension PathFacts {
  /// The instance, or the service if it has a single one; nil if the path has neither.
  package var instanceOrService: String? { instance ?? service }

  /// Adds the value of a key in `key=value`.
  mutating func add(key: String, value: String) {
    switch key {
    case "service": service = value
    case "version": version = value
    case "kind": kind = PathKind(Array(value.utf8)[...])?.name
    case "time": time = TimeInName.nanoseconds(in: Array(value.utf8)[...])
    default: attributes.append(Attribute(name: key, value: value))
    }
  }

  /// Takes the instance from the attributes, if nothing else gave it.
  mutating func findInstance() {
    guard instance == nil else { return }
    for key in Self.instanceKeys where instance == nil {
      instance = attributes.first { $0.name == key }?.value
    }
  }

  /// A part of a path as a text: bytes that are no UTF-8 are shown as `\xff`.
  static func text(_ bytes: ArraySlice<UInt8>) -> String { SystemPath(bytes).text }
}

/// The word for a kind of profile at the beginning of a part of a name, with `.debug1` or `.debug2` behind it.
struct PathKind {
  /// In small letters, without what tells the format.
  let name: String
  /// Where it ends; the longest first.
  let ends: [Int]

  /// Nil if no kind stands there.
  init?(_ text: ArraySlice<UInt8>) {
    let letters = text.prefix { 0x61...0x7A ~= $0 | 0x20 }
    let word = NameWord(letters)
    guard word.isKind else { return nil }
    let small = String(decoding: letters.map(NameWord.small), as: UTF8.self)
    name = small == "profile" ? "cpu" : small
    let rest = text[letters.endIndex...]
    let format = [".debug1", ".debug2"].first { rest.starts(with: $0.utf8) }
    ends = [format.map { letters.endIndex + $0.utf8.count }, letters.endIndex].compactMap { $0 }
  }
}
