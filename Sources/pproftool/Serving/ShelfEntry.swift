import ProfileModel
import ProfileReports
import ProfileSystem

/// A profile on the shelf.
struct ShelfEntry: Sendable {
  /// The source to read it from again.
  enum Origin: Sendable {
    /// A file, and its status when it was read.
    case file(SystemPath, FileStatus)
    /// The response of a URL.
    case service(SystemPath, [UInt8])
    /// Bytes from an upload or from standard input.
    case memory([UInt8])
  }

  let number: Int
  /// The name for users: its path, its URL, or the name it was uploaded with.
  let name: String
  var origin: Origin
  /// Its number in a file with several profiles; nil for a single one.
  let nth: Int?
  /// Its contents, in columns.
  var line: InfoLine
  /// Whether it has comments.
  var hasComments = false
  /// When it was taken, in nanoseconds since 1970; 0 if unknown.
  var time: Int64
  /// The reader's messages.
  var notes: [String]
  /// The number of its upload; nil for a profile given at start-up.
  var upload: Int?

  /// Whether the file has changed since it was read; false for bytes in memory.
  var isChanged: Bool {
    guard case .file(let path, let status) = origin else { return false }
    guard let now = try? FileStatus.of(path) else { return true }
    return !now.isUnchanged(since: status)
  }

  /// The file it was read from; nil for bytes in memory.
  var path: SystemPath? {
    if case .file(let path, _) = origin { path } else { nil }
  }

  /// What reading it again would read; empty if that is impossible.
  var rereadableSource: String {
    switch origin {
    case .file: "file"
    case .service: "service"
    case .memory: ""
    }
  }

  /// The number of bytes kept in memory.
  var loadedBytes: Int {
    switch origin {
    case .file: 0
    case .service(_, let bytes), .memory(let bytes): bytes.count
    }
  }

  /// Its argument on a command line: without the password of a URL, since users copy and share what a page shows, and
  /// never readable as an option, since the sender of a profile chooses its name.
  var argument: String {
    switch origin {
    case .file(let path, _): Self.operand(path.text)
    case .service(let path, _): InputFile.name(of: path)
    case .memory: Self.operand(name)
    }
  }

  /// The command-line arguments that select it in its file.
  var readingArguments: [String] { nth.map { ["--nth", "\($0)"] } ?? [] }

  private static func operand(_ name: String) -> String { name.hasPrefix("-") ? "./\(name)" : name }
}

/// The key of a session: what its reports are about.
struct ShelfView: Hashable, Sendable {
  let profile: Int
  /// The base to subtract; nil for none.
  var base: Int?
  /// Whether percentages refer to the base.
  var isDiffBase = false
  var reading = ReportReading()
}
