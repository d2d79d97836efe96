/// The confidence that content has a format, and the reason.
package struct Recognition: Sendable, Equatable {
  /// How likely it is that content has a format.
  package enum Confidence: Int, Comparable, Sendable {
    /// It has another format, or none.
    case no
    /// Nothing contradicts it, and little supports it: reports read it with a warning, `check` refuses it.
    case maybe
    case likely
    /// Nothing else begins like this.
    case certain

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package let confidence: Confidence
  /// The reason, as a part of a sentence: `every line ends in a number, none has a ';'`.
  package let reason: String

  static let no = Recognition(confidence: .no, reason: "")
  static func maybe(_ reason: String) -> Recognition { .init(confidence: .maybe, reason: reason) }
  static func likely(_ reason: String) -> Recognition { .init(confidence: .likely, reason: reason) }
  static func certain(_ reason: String) -> Recognition {
    .init(confidence: .certain, reason: reason)
  }
}

/// The beginning of some content, which formats are recognised by.
struct SourceWindow: Sendable {
  /// How much of a source is looked at.
  static let size = 64 << 10

  let bytes: [UInt8]
  /// Whether there is nothing behind it.
  let isWhole: Bool
  /// The name of the file that it begins; nil for none. It adds to what content says and never replaces it.
  let name: String?
  /// Whether it can be text: no byte of it is zero.
  let isText: Bool
  /// The lines of a text, without empty ones; the last one may be cut unless the window is whole.
  let lines: [ArraySlice<UInt8>]
  /// Its keys if it is JSON, as far as it goes.
  let outline: JSONOutline?

  init(_ bytes: [UInt8], isWhole: Bool, name: String? = nil) {
    self.name = name
    self.bytes = bytes
    self.isWhole = isWhole
    isText = bytes.span.firstIndex(of: 0, in: 0..<bytes.count) == nil
    lines = isText ? bytes.split(separator: UInt8(ascii: "\n")) : []
    outline = isText ? JSONOutline(bytes.drop { $0 <= 0x20 }) : nil
  }

  /// Whether it begins as texts that people read do: without control characters but those that lay text out.
  ///
  /// The first records of a protobuf always have some, in their lengths and numbers.
  var isPrintable: Bool {
    !bytes.prefix(512).contains { $0 < 0x20 && !(0x07...0x0D ~= $0) && $0 != 0x1B || $0 == 0x7F }
  }

  /// Whether there is nothing in it but blanks and line feeds, and nothing behind it.
  var isBlank: Bool { isWhole && bytes.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 } }

  /// Whether it has escape sequences for terminals.
  var holdsEscapes: Bool { isText && TerminalText.mayBe(in: bytes[...]) }
}
