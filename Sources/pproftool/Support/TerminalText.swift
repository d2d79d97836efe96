import ProfileModel
import ProfileSystem

/// What is printed on a terminal: safe to look at, with styles where they are wanted.
///
/// Escape sequences come from here only; those in a profile's names do not pass the filter.
struct TerminalText {
  private var filter = TerminalFilter()
  private var bytes: [UInt8] = []
  private let isFiltered: Bool
  private static let blockSize = 64 << 10

  /// - `isFiltered`: whether it goes to a terminal; a program that asked for styles gets names as they are.
  init(isFiltered: Bool = true) { self.isFiltered = isFiltered }

  /// Whether the user and the terminal take styles: see no-color.org and bixense.com/clicolors. What the line says counts
  /// most, then NO_COLOR.
  static func hasStyles(
    isTerminal: Bool, color: ProgramOptions.Color? = GivenLine.current.program.color,
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

  /// Appends what a report writes.
  mutating func write(_ block: [UInt8]) { bytes += isFiltered ? filter.filter(block) : block }

  /// Changes the style of what follows; nil for none.
  ///
  /// The colours are those of 16 that can be read on light and on dark, and are as the user has set them.
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

  /// What has come together, if it is worth a write or if it is the last; else nothing.
  mutating func take(isLast: Bool = false) -> [UInt8] {
    guard isLast || bytes.count >= Self.blockSize else { return [] }
    if isLast { bytes += filter.finish() }
    defer { bytes = [] }
    return bytes
  }
}
