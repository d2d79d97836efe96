/// What is wrong with a file, under the name a person knows it by.
struct FileError: Error, Equatable, CustomStringConvertible {
  /// The path as it was given, or for example `standard input`.
  let file: String
  /// What is wrong and, if known, where and what to do.
  let reason: String

  init(_ file: String, _ reason: String) {
    self.file = file.isEmpty ? "''" : file
    self.reason = reason
  }

  /// An error of any layer; the name is not added a second time.
  init(_ file: String, _ error: any Error) {
    self = error as? FileError ?? FileError(file, "\(error)")
  }

  var description: String { "\(file): \(reason)" }
}
