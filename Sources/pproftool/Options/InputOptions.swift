import ArgumentParser
import ProfileSystem

/// The profiles a command works on, and how they are read.
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
  /// What reads the profiles, of folders as they are used.
  func reader(_ use: FolderUse) -> SourceReader {
    SourceReader(reading: reading, use: use, list: listing.list)
  }

  /// What a person calls the profiles.
  var name: String { Sources(paths, listing.list).name }

  /// How many profiles are coming at least.
  var leastCount: Int { Sources(paths, listing.list).leastCount }

  /// Refuses what makes no sense where no two profiles are drawn.
  func refuseComparison() throws {
    try reading.selection.refuseComparison()
  }
}

extension InputOptions {
  /// What profiles are read of: paths and a list of them.
  struct Sources {
    let paths: [SystemPath]
    let list: NameList?

    init(_ paths: [SystemPath], _ list: NameList?) { (self.paths, self.list) = (paths, list) }

    /// What a person calls them.
    var name: String {
      guard let list else { return InputFile.name(of: paths) }
      return paths.isEmpty ? list.name : "\(InputFile.name(of: paths)) and \(list.name)"
    }

    /// How many profiles are coming at least.
    var leastCount: Int { paths.count + (list == nil ? 0 : 2) }
  }
}

/// There is nothing to report on, since all that was given has been left out.
struct NothingRead: Error, CustomStringConvertible {
  let description = "no profile could be read"
}
