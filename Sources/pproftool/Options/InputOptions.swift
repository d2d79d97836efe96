import ArgumentParser
import ProfileModel

/// The profiles a command works on, and how they are read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Files to read; - is standard input.", valueName: "profile"),
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
  /// - Parameter keepsOrder: whether samples keep the order of their source even if stacks are equal.
  /// - Throws: a `FileError` for the first that cannot be read; with `--keep-going` only if none can.
  func forEach(
    keepsOrder: Bool = false, _ body: (_ path: String, ReadProfile) throws -> Void
  ) throws {
    var count = 0
    for path in paths {
      guard let read = try reading.readIfPossible(path, keepsOrder: keepsOrder) else { continue }
      try body(path, read)
      count += 1
    }
    if count == 0 { throw NothingRead() }
  }

  private struct NothingRead: Error, CustomStringConvertible {
    let description = "no profile could be read"
  }
}
