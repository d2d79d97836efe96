import ProfileFormats
import ReportRequests

/// What is wrong with a file, under the name a person knows it by.
struct FileError: Error, Equatable, CustomStringConvertible {
  /// The path as it was given, or for example `standard input`.
  let file: String
  /// What is wrong and, if known, where and what to do.
  let reason: String
  /// What the file is, if it is no profile.
  let content: ForeignContent?

  init(_ file: String, _ reason: String, _ content: ForeignContent? = nil) {
    self.file = file.isEmpty ? "''" : file
    self.reason = reason
    self.content = content
  }

  /// An error of any layer; the name is not added a second time.
  init(_ file: String, _ error: any Error) {
    if let content = error as? ForeignContent {
      self.init(file, content.message, content)
    } else if let failure = error as? ProfileSum.Failure {
      self.init(failure.name, failure.reason)
    } else {
      self = error as? FileError ?? FileError(file, CommandWording.text(of: error))
    }
  }

  var description: String { "\(file): \(reason)" }
}
