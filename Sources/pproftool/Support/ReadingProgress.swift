import ProfileModel
import ProfileSystem

/// How far reading has come: one line on a terminal for a person who waits, erased when a file is read.
///
/// It is shown after a second, and only where standard error is a terminal. There is one, as there is one
/// terminal.
final class ReadingProgress: @unchecked Sendable {
  static let shared = ReadingProgress()

  /// What is known of the files that are read.
  struct State: Equatable {
    /// How many files there will be, and which of them is read.
    var files = 0
    var file = 0
    /// How large the file is, if that is known, and how much of it has been read.
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
  /// Before this many seconds nobody wonders.
  private static let patience = 1.0
  private static let interval = 0.1

  private init() {}

  /// Some more files are going to be read.
  func expect(files: Int) { monitor.locked { state.files += files } }

  /// A file is read from here on.
  func begin(size: Int64?) {
    monitor.locked {
      state.file += 1
      state.files = max(state.files, state.file)
      (state.size, state.read) = (size, 0)
    }
  }

  /// Some more bytes of the file have been read, by whichever thread reads.
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

  /// The file has been read.
  func end() {
    monitor.locked {
      guard isShown else { return }
      show("\r\u{1b}[K")
      isShown = false
    }
  }

  /// There is nobody to tell when the terminal is gone.
  private func show(_ text: String) {
    try? FileDescriptor.standardError.write(Array(text.utf8))
  }
}
