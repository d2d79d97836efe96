import ProfileSystem

/// Standard output, through a pager where a terminal has fewer lines than there is to read.
///
/// A pager that fails before it has read what a pipe holds has shown nothing: then all is printed as it is.
struct PagedOutput {
  /// More than a pipe holds: once that is written, the pager has read some of it.
  private static let mostKept = 1 << 17

  private let isTerminal: Bool
  private var hasBegun = false
  private var pager: PagerProcess?
  /// What was written to the pager, as long as it may not have read any of it.
  private var kept: [UInt8]? = []
  /// Whether the person has seen enough.
  private var isEnded = false

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Writes a part; how long the first is decides, for it is all there is, or more than any screen shows.
  mutating func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty, !isEnded else { return }
    if !hasBegun {
      hasBegun = true
      pager = isTerminal ? Pager.start(for: bytes) : nil
    }
    guard let pager else { return try FileDescriptor.standardOutput.write(bytes) }
    keep(bytes)
    do { try pager.input.write(bytes) } catch SystemError.brokenPipe {
      isEnded = true
      try end(pager)
    }
  }

  private mutating func keep(_ bytes: [UInt8]) {
    kept?.append(contentsOf: bytes)
    if let count = kept?.count, count > Self.mostKept { kept = nil }
  }

  /// Waits until the person has seen enough.
  mutating func finish() throws {
    if let pager { try end(pager) }
  }

  private mutating func end(_ pager: PagerProcess) throws {
    self.pager = nil
    guard case .status(let status) = pager.finish(), status != 0 else { return }
    Message.print("\(Pager.name) ended with \(status); --no-pager goes without it")
    guard let kept else { return }
    isEnded = false
    try FileDescriptor.standardOutput.write(kept)
  }
}

/// Which pager shows a text, if any.
enum Pager {
  /// Colours pass, a text that fits the screen ends it, and what was shown stays; a machine without `less` shows all.
  private static let usual =
    "if command -v less >/dev/null 2>&1; then exec less -FRX; else exec cat; fi"

  /// What a person calls it.
  static var name: String {
    let line = ThisProcess.environment("PAGER").map { String(decoding: $0, as: UTF8.self) }
    return line.map { "the pager '\($0)'" } ?? "the pager"
  }

  /// Nil where the text fits the screen, or none is wanted or can be started.
  static func start(for text: [UInt8]) -> PagerProcess? {
    guard GivenLine.current.program.hasPager, let lines = Terminal.lineCount,
      ThisProcess.environment("TERM") != Array("dumb".utf8),
      text.count(where: { $0 == UInt8(ascii: "\n") }) >= lines,
      let line = command(ThisProcess.environment("PAGER"))
    else { return nil }
    return try? PagerProcess(shell: line, variables: [("LESS", "FRX")])
  }

  /// The line of the shell that is run; nil for none.
  ///
  /// - `variable`: what `PAGER` says; nil if it is not set.
  static func command(_ variable: [UInt8]?) -> String? {
    guard let variable else { return usual }
    let line = String(decoding: variable, as: UTF8.self)
    return line.isEmpty || line == "cat" ? nil : line
  }
}
