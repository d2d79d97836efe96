import ProfileFormats
import ProfileSystem

extension ForeignContent {
  /// The message about such a file: its description, with options and commands that help.
  var message: String {
    switch hint {
    case nil: description
    case .mayBeFolded: "\(description); --from \(InputFormat.folded.name) if these are stacks"
    case .listFormats: "\(description): pproftool help formats"
    }
  }

  /// The message about such a response, for use after `but`.
  var messageOfAnswer: String {
    if kind == .executionTrace {
      return "\(ofAnswer); save it to FILE, then open it with go tool trace FILE"
    }
    return hint == .mayBeFolded
      ? "\(ofAnswer); --from \(InputFormat.folded.name) if these are stacks" : ofAnswer
  }
}

extension FileError {
  /// The error, reworded if several files were given: `go tool pprof` takes a program before its profiles, pproftool
  /// takes none.
  func among(_ files: [SystemPath]) -> FileError {
    guard content?.kind == .program, files.count > 1 else { return self }
    return FileError(file, "is a program; leave out \(file), its names are in the profile", content)
  }
}
