import ProfileFormats
import ProfileSystem

extension ForeignContent {
  /// What is said of a file with it: its description, with the options and commands that help.
  var message: String {
    switch hint {
    case nil: description
    case .mayBeFolded: "\(description); --from \(InputFormat.folded.name) if these are stacks"
    case .listFormats: "\(description): pproftool help formats"
    }
  }

  /// What is said of an answer with it, behind a `but`.
  var messageOfAnswer: String {
    hint == .mayBeFolded
      ? "\(ofAnswer); --from \(InputFormat.folded.name) if these are stacks" : ofAnswer
  }
}

extension FileError {
  /// The same error for somebody who gave several files: `go tool pprof` takes a program before its profiles, which
  /// need no program here.
  func among(_ files: [SystemPath]) -> FileError {
    guard content?.kind == .program, files.count > 1 else { return self }
    return FileError(file, "is a program; leave out \(file), its names are in the profile", content)
  }
}
