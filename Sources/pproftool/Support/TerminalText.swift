import ProfileModel
import ProfileSystem

/// What is printed on a terminal: safe to look at, with styles where they are wanted.
///
/// Escape sequences come from here only; those in a profile's names do not pass the filter.
struct TerminalText {
  private var filter = TerminalFilter()
  private var bytes: [UInt8] = []
  private static let blockSize = 64 << 10

  /// Whether the user and the terminal take styles: see no-color.org.
  static var hasStyles: Bool {
    let terminal = ThisProcess.environment("TERM") ?? []
    return (ThisProcess.environment("NO_COLOR") ?? []).isEmpty
      && !terminal.isEmpty && terminal != Array("dumb".utf8)
  }

  /// Appends what a report writes.
  mutating func write(_ block: [UInt8]) { bytes += filter.filter(block) }

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
