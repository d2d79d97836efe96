import ProfileModel
import ProfileReports
import ProfileSystem

/// Terminal output: filtered, with styles where they are wanted.
///
/// Escape sequences come only from here; those in a profile's names do not pass the filter.
struct TerminalText {
  private var filter = TerminalFilter()
  private var bytes: [UInt8] = []
  private let isFiltered: Bool
  private static let blockSize = 64 << 10

  /// - `isFiltered`: whether the output goes to a terminal; a program that asked for styles gets the names unchanged.
  init(isFiltered: Bool = true) { self.isFiltered = isFiltered }

  /// Whether styles are used, by no-color.org and bixense.com/clicolors. The command line has precedence, then
  /// NO_COLOR.
  static func hasStyles(
    isTerminal: Bool, color: ProgramOptions.Color? = NormalizedLine.current.program.color,
    variable: (String) -> [UInt8]? = ThisProcess.environment
  ) -> Bool {
    func isSet(_ name: String) -> Bool { !(variable(name) ?? []).isEmpty }
    switch color {
    case .always: return true
    case .never: return false
    case .auto, nil: break
    }
    if isSet("NO_COLOR") { return false }
    if isSet("CLICOLOR_FORCE"), variable("CLICOLOR_FORCE") != Array("0".utf8) { return true }
    return isTerminal && isSet("TERM") && variable("TERM") != Array("dumb".utf8)
  }

  /// Appends report output.
  mutating func write(_ block: [UInt8]) { bytes += isFiltered ? filter.filter(block) : block }

  /// Sets the style of the text that follows; nil for none.
  ///
  /// The colours are those of the terminal's 16 that are readable on light and on dark backgrounds.
  mutating func set(_ style: TextStyle?) {
    let code =
      switch style {
      case nil: "0"
      case .heading: "1"
      case .faint: "2"
      case .strong: "1;31"
      case .good: "32"
      case .open: "35"
      }
    bytes += filter.finish() + Array("\u{1b}[\(code)m".utf8)
  }

  /// The buffered output, if it fills a block or is the last; otherwise nothing.
  mutating func flush(isLast: Bool = false) -> [UInt8] {
    guard isLast || bytes.count >= Self.blockSize else { return [] }
    if isLast { bytes += filter.finish() }
    defer { bytes = [] }
    return bytes
  }
}

/// Makes output safe for a terminal: control characters in a profile's names become U+FFFD.
///
/// Line feeds and tabs pass. Everything else that `actsOnTerminals`, and invalid UTF-8, is replaced; the program's
/// own styles do not go through this filter.
struct TerminalFilter {
  /// The start of a character that continues in the next block.
  private var incomplete: [UInt8] = []

  /// Filters a block of output.
  mutating func filter(_ block: [UInt8]) -> [UInt8] {
    let bytes = incomplete + block
    let whole = bytes.count - Self.unfinishedTail(of: bytes)
    incomplete = Array(bytes[whole...])
    return Self.safe(bytes[..<whole])
  }

  /// The remaining bytes after the last block.
  mutating func finish() -> [UInt8] {
    defer { incomplete = [] }
    return Self.safe(incomplete[...])
  }

  private static func safe(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let isHarmful = { (scalar: Unicode.Scalar) in
      scalar.actsOnTerminals && scalar != "\n" && scalar != "\t"
    }
    if text.unicodeScalars.contains(where: isHarmful) {
      let scalars = text.unicodeScalars.map { isHarmful($0) ? "\u{fffd}" : $0 }
      text = String(String.UnicodeScalarView(scalars))
    }
    return Array(text.utf8)
  }

  /// The number of bytes in an incomplete character at the end.
  private static func unfinishedTail(of bytes: [UInt8]) -> Int {
    for (index, byte) in bytes.suffix(3).reversed().enumerated() {
      switch byte {
      case 0x80..<0xc0: continue
      case 0xc0..<0xe0: return index < 1 ? index + 1 : 0
      case 0xe0..<0xf0: return index < 2 ? index + 1 : 0
      case 0xf0...: return index < 3 ? index + 1 : 0
      default: return 0
      }
    }
    return 0
  }
}
