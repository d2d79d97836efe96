import ProfileFormats
import ReportRequests

/// An error about a file, with the name the user knows it by.
struct FileError: Error, Equatable, CustomStringConvertible {
  /// The path as given, or for example `standard input`.
  let file: String
  /// What is wrong and, if known, where it is and what to do.
  let reason: String
  /// What the file is, if it is not a profile.
  let content: ForeignContent?

  init(_ file: String, _ reason: String, _ content: ForeignContent? = nil) {
    self.file = file.isEmpty ? "''" : file
    self.reason = reason
    self.content = content
  }

  /// Adds the file to an error of any layer, unless the error already names one.
  init(_ file: String, _ error: any Error) {
    if let content = error as? ForeignContent {
      self.init(file, content.message, content)
    } else if let failure = error as? ProfileSum.Failure {
      self.init(failure.name, failure.reason)
    } else {
      self = error as? FileError ?? FileError(file, CommandWording.text(of: error))
    }
  }

  /// Adds a name to the errors of a body.
  @discardableResult
  static func named<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch { throw FileError(name, error) }
  }

  var description: String { "\(file): \(reason)" }

  /// The error of a file that a command can do without.
  var advisingToKeepGoing: FileError {
    FileError(file, "\(reason) (--keep-going skips it)", content)
  }
}
