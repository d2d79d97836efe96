import ProfileSystem

/// Standard output, through a pager if the text is longer than the terminal.
///
/// A pager that fails before it has read a pipe's capacity has shown nothing; then the text is printed directly.
struct PagedOutput {
  /// More than a pipe's capacity: once this much is written, the pager has read some of it.
  private static let mostRetained = 1 << 17

  private let isTerminal: Bool
  private var hasBegun = false
  private var pager: PagerProcess?
  /// The text written so far, as long as the pager may have read none of it.
  private var retained: [UInt8]? = []
  /// Whether the user has quit the pager.
  private var isEnded = false

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Writes a block. The length of the first decides whether a pager is used: it is either the whole text, or more
  /// than a screen.
  mutating func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty, !isEnded else { return }
    if !hasBegun {
      hasBegun = true
      pager = isTerminal ? Pager.start(for: bytes) : nil
    }
    guard let pager else { return try FileDescriptor.standardOutput.write(bytes) }
    retain(bytes)
    do { try pager.input.write(bytes) } catch SystemError.brokenPipe {
      isEnded = true
      try end(pager)
    }
  }

  private mutating func retain(_ bytes: [UInt8]) {
    retained?.append(contentsOf: bytes)
    if let count = retained?.count, count > Self.mostRetained { retained = nil }
  }

  /// Waits until the user quits the pager.
  mutating func finish() throws {
    if let pager { try end(pager) }
  }

  private mutating func end(_ pager: PagerProcess) throws {
    self.pager = nil
    guard case .status(let status) = pager.finish(), status != 0 else { return }
    Message.print("\(Pager.name) ended with \(status); --no-pager goes without it")
    guard let retained else { return }
    isEnded = false
    try FileDescriptor.standardOutput.write(retained)
  }
}

/// The choice of pager.
enum Pager {
  /// `less` passes colours, exits if the text fits the screen, and leaves it there; without `less`, everything is
  /// printed.
  private static let usual =
    "if command -v less >/dev/null 2>&1; then exec less -FRX; else exec cat; fi"

  /// The name for messages.
  static var name: String {
    let line = ThisProcess.environment("PAGER").map { String(decoding: $0, as: UTF8.self) }
    return line.map { "the pager '\($0)'" } ?? "the pager"
  }

  /// Starts the pager; nil if the text fits the screen, or if no pager is wanted or can be started.
  static func start(for text: [UInt8]) -> PagerProcess? {
    guard NormalizedLine.current.program.hasPager, let lines = Terminal.lineCount,
      ThisProcess.environment("TERM") != Array("dumb".utf8),
      text.count(where: { $0 == UInt8(ascii: "\n") }) >= lines,
      let line = command(ThisProcess.environment("PAGER"))
    else { return nil }
    return try? PagerProcess(shell: line, variables: [("LESS", "FRX")])
  }

  /// The shell command to run; nil for no pager.
  ///
  /// - `variable`: the value of `PAGER`; nil if it is not set.
  static func command(_ variable: [UInt8]?) -> String? {
    guard let variable else { return usual }
    let line = String(decoding: variable, as: UTF8.self)
    return line.isEmpty || line == "cat" ? nil : line
  }
}
