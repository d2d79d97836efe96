import ArgumentParser
import ProfileSystem

/// The profiles of a command, and how they are read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders or URLs to read; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @OptionGroup var listing: ListOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    try listing.check(paths)
  }
}

extension InputOptions {
  /// The reader for the profiles.
  func reader(_ use: FolderUse) -> SourceReader {
    SourceReader(reading: reading, use: use, list: listing.list)
  }

  /// The name of the profiles in messages.
  var name: String { Sources(paths, listing.list).name }

  /// The least number of profiles.
  var leastCount: Int { Sources(paths, listing.list).leastCount }

  /// Rejects options for flame graphs of two profiles.
  func refuseComparison() throws {
    try reading.selection.refuseComparison()
  }
}

extension InputOptions {
  /// The sources of a command: paths and a list.
  struct Sources {
    let paths: [SystemPath]
    let list: NameList?

    init(_ paths: [SystemPath], _ list: NameList?) { (self.paths, self.list) = (paths, list) }

    /// Their name in messages.
    var name: String {
      guard let list else { return InputFile.name(of: paths) }
      return paths.isEmpty ? list.name : "\(InputFile.name(of: paths)) and \(list.name)"
    }

    /// The least number of profiles.
    var leastCount: Int { paths.count + (list == nil ? 0 : 2) }
  }
}

/// Nothing to report on, because every profile was left out or none is selected.
struct NothingRead: Error, CustomStringConvertible {
  let description: String

  init(_ reading: ReadingOptions) {
    description =
      reading.selection.choosing.isEmpty ? "no profile could be read" : "no profile is selected"
  }
}
