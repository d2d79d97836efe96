import ProfileModel
import ProfileSystem

/// The progress of reading: one line on the terminal, erased when a file has been read.
///
/// Shown after one second, and only if standard error is a terminal. A singleton, since there is one terminal.
final class ReadingProgress: @unchecked Sendable {
  static let shared = ReadingProgress()

  /// The files read so far.
  struct State: Equatable {
    /// The number of files, and the number of the current one.
    var files = 0
    var file = 0
    /// The size of the file, if known, and how much of it has been read.
    var size: Int64?
    var read: Int64 = 0

    /// For example `reading file 2 of 10: 12 of 45 MB`.
    var line: String {
      let which = files > 1 ? "reading file \(file) of \(files): " : "reading: "
      guard let size else { return "\(which)\(Self.megabytes(read)) MB" }
      return "\(which)\(Self.megabytes(read)) of \(Self.megabytes(size)) MB"
    }

    private static func megabytes(_ bytes: Int64) -> Int64 { bytes / 1_000_000 }
  }

  private let monitor = Monitor()
  private let isTerminal = FileDescriptor.standardError.isTerminal
  private let start = ThisProcess.monotonicSeconds
  private var state = State()
  private var lastShown = 0.0
  private var isShown = false
  /// Nothing is shown before this many seconds.
  private static let patience = 1.0
  private static let interval = 0.1

  private init() {}

  /// Announces more files.
  func expect(files: Int) { monitor.locked { state.files += files } }

  /// Starts a file.
  func begin(size: Int64?) {
    monitor.locked {
      state.file += 1
      state.files = max(state.files, state.file)
      (state.size, state.read) = (size, 0)
    }
  }

  /// Counts bytes read, on any thread.
  func add(bytes: Int) {
    guard isTerminal else { return }
    monitor.locked {
      state.read += Int64(bytes)
      let now = ThisProcess.monotonicSeconds
      guard now - start >= Self.patience, now - lastShown >= Self.interval else { return }
      lastShown = now
      show("\r\(state.line)\u{1b}[K")
      isShown = true
    }
  }

  /// Ends the file and erases the line.
  func end() {
    monitor.locked {
      guard isShown else { return }
      show("\r\u{1b}[K")
      isShown = false
    }
  }

  /// If the terminal is gone, there is no way to report it.
  private func show(_ text: String) {
    try? FileDescriptor.standardError.write(Array(text.utf8))
  }
}
