import ArgumentParser
import ProfileModel

/// The profiles a command works on, and how they are read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files to read, or folders of them; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [String]

  @OptionGroup(title: "Reading")
  var reading: ReadingOptions

  func validate() throws {
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("standard input (-) can be read only once")
    }
  }
}

extension InputOptions {
  /// Reads the profiles one after the other, so that a command need not hold them all.
  ///
  /// - Throws: a `FileError` for the first that cannot be read; with `--keep-going` only if none can.
  func forEach(_ body: (_ path: String, ReadProfile) throws -> Void) throws {
    guard try reading.forEach(paths, body) > 0 else { throw NothingRead() }
  }

  /// The same, with the next profile read while one is used.
  ///
  /// - Parameter keepsOrder: whether samples keep the order of their source even if stacks are equal.
  func forEachAhead(
    keepsOrder: Bool = false, _ body: (_ path: String, ReadProfile) throws -> Void
  ) throws {
    guard try reading.forEachAhead(paths, keepsOrder: keepsOrder, body) > 0 else {
      throw NothingRead()
    }
  }

  private struct NothingRead: Error, CustomStringConvertible {
    let description = "no profile could be read"
  }
}

extension ReadingOptions {
  /// Reads profiles as `forEach` does, the next while one is used: two at most are held at a time.
  ///
  /// - Returns: how many there were.
  /// - Throws: what `forEach` throws, when all before the one that cannot be read have been used.
  func forEachAhead(
    _ paths: [String], keepsOrder: Bool = false,
    _ body: (_ path: String, ReadProfile) throws -> Void
  ) throws -> Int {
    if paths.count == 1, Self.isOneSource(paths[0]) {
      return try forEach(paths, keepsOrder: keepsOrder, body)
    }
    var count = 0
    try Parallel.ahead { use in
      _ = try forEach(paths, keepsOrder: keepsOrder) { path, read in try use((path, read)) }
    } use: { (input: (path: String, read: ReadProfile)) in
      try body(input.path, input.read)
      count += 1
    }
    return count
  }

  /// Whether no other profile can come of a path: it is neither a folder nor a pattern.
  private static func isOneSource(_ path: String) -> Bool {
    if path == "-" { return true }
    guard let status = try? FileStatus.of(path) else { return false }
    return status.kind != .folder
  }

  /// Reads the profiles of files, of folders, and of patterns that no shell has expanded, one after the other.
  ///
  /// - Returns: how many there were.
  /// - Throws: a `FileError` for the first that cannot be read, unless `--keep-going` leaves it out.
  func forEach(
    _ paths: [String], keepsOrder: Bool = false,
    _ body: (_ path: String, ReadProfile) throws -> Void
  ) throws -> Int {
    var count = 0
    let paths = paths.flatMap(PathPattern.expanded)
    ReadingProgress.shared.expect(files: paths.count)
    for path in paths {
      if path != "-", (try? FileStatus.of(path))?.kind == .folder {
        var unreadable = 0
        try forEach(inFolder: path, unreadable: &unreadable) { path, profiles in
          guard profiles.count == 1 else {
            throw FileError(path, "holds \(profiles.count) profiles: choose one with --nth")
          }
          try body(path, profiles[0])
          count += 1
        }
      } else if let read = try readIfPossible(path, keepsOrder: keepsOrder, among: paths) {
        try body(path, read)
        count += 1
      }
    }
    return count
  }
}
