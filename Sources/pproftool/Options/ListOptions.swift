import ArgumentParser
import ProfileSystem

/// The options for a list of sources.
struct ListOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file that lists more profiles, one per line; - is standard input.", valueName: "file"),
    completion: .file())
  var filesFrom: SystemPath?

  @Flag(help: "Names in --files-from end with NUL, as written by find -print0.")
  var null = false

  func validate() throws {
    guard !null || filesFrom != nil else { throw ValidationError("--null is for --files-from") }
  }
}

extension ListOptions {
  /// A reader of the list, from its beginning.
  var list: NameList? { filesFrom.map { NameList($0, endsWithNull: null) } }

  /// Requires a source, and at most one use of standard input.
  func check(_ paths: [SystemPath], others: [SystemPath] = []) throws {
    guard !paths.isEmpty || filesFrom != nil else {
      throw ValidationError("missing expected argument '<profile> ...'")
    }
    try Self.requireStandardInputOnce(paths + others + [filesFrom].compactMap { $0 })
  }

  /// Rejects reading standard input more than once.
  static func requireStandardInputOnce(_ paths: [SystemPath]) throws {
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("standard input (-) can be read only once")
    }
  }

  /// The options as command-line arguments.
  var arguments: [String] {
    (filesFrom.map { ["--files-from", $0.text] } ?? []) + (null ? ["--null"] : [])
  }
}
