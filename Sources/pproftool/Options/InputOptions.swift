import ArgumentParser
import ProfileSystem

/// The profiles a command works on, and how they are read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files to read, folders of them, or addresses; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [SystemPath]

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws { try Self.requireStandardInputOnce(paths) }

  /// Refuses to read standard input more than once.
  static func requireStandardInputOnce(_ paths: [SystemPath]) throws {
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("standard input (-) can be read only once")
    }
  }
}

extension InputOptions {
  /// What reads the profiles, of folders as they are used.
  func reader(_ use: FolderUse) -> SourceReader {
    SourceReader(reading: reading, use: use)
  }
}

/// There is nothing to report on, since all that was given has been left out.
struct NothingRead: Error, CustomStringConvertible {
  let description = "no profile could be read"
}
