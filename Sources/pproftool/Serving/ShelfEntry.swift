import ProfileModel
import ProfileReports
import ProfileSystem

/// A profile that a server shows.
struct ShelfEntry: Sendable {
  /// Where it is read from when it is needed once more.
  enum Origin: Sendable {
    /// A file, and what was known of it when it was read.
    case file(SystemPath, FileStatus)
    /// What an address gave.
    case service(SystemPath, [UInt8])
    /// What came from a browser or by standard input.
    case held([UInt8])
  }

  let number: Int
  /// What a person calls it: its path, its address, or the name it was uploaded with.
  let name: String
  var origin: Origin
  /// Which of several in one text it is; nil for the only one.
  let nth: Int?
  /// What it holds, in columns.
  var line: InfoLine
  /// When it was taken, in nanoseconds since 1970; 0 if it is not known.
  var time: Int64
  /// What the reader had to say.
  var notes: [String]
  /// With which upload it came; nil for what was given at the start.
  var upload: Int?

  /// Whether the file is another than was read; false for what is held.
  var isChanged: Bool {
    guard case .file(let path, let status) = origin else { return false }
    guard let now = try? FileStatus.of(path) else { return true }
    return !now.isUnchanged(since: status)
  }

  /// What can be done to see what it is now.
  var again: String {
    switch origin {
    case .file: "file"
    case .service: "service"
    case .held: ""
    }
  }

  /// How many bytes of it are held.
  var heldBytes: Int {
    switch origin {
    case .file: 0
    case .service(_, let bytes), .held(let bytes): bytes.count
    }
  }

  /// How a command line names it: without the password of an address, for what a page shows is copied and passed on, and not
  /// as an option, for whoever sends a profile chooses its name.
  var argument: String {
    switch origin {
    case .file(let path, _): Self.operand(path.text)
    case .service(let path, _): InputFile.name(of: path)
    case .held: Self.operand(name)
    }
  }

  /// How a command line says which of several it is.
  var readingArguments: [String] { nth.map { ["--nth", "\($0)"] } ?? [] }

  private static func operand(_ name: String) -> String { name.hasPrefix("-") ? "./\(name)" : name }
}

/// Which view of the shelf a session is of.
struct ShelfView: Hashable, Sendable {
  let profile: Int
  /// What is subtracted; nil for nothing.
  var base: Int?
  /// Whether percentages refer to the base.
  var isDiffBase = false
  var reading = ReportReading()
}
