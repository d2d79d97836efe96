/// What content is that is no profile: what it is, what it says, and what to do.
package struct ForeignContent: Error, Equatable, CustomStringConvertible {
  /// What the user can do; the caller words it.
  package enum Hint: Equatable, Sendable {
    /// Its lines end in numbers, so these may be folded stacks.
    case mayBeFolded
    /// An unknown kind: a list of the formats helps.
    case listFormats
  }

  package let kind: ContentKind
  /// One line without the name of the file: `is a zip archive of 3 files; unpack it first: unzip FILE`.
  package let description: String
  package let hint: Hint?
  /// The same of what a server answered, as it follows a `but`: `a web page ("Sign in")`.
  package let ofAnswer: String

  /// - `ofAnswer`: left out where it says the same.
  init(
    _ kind: ContentKind, _ description: String, hint: Hint? = nil, ofAnswer: String? = nil
  ) {
    self.kind = kind
    self.description = description
    self.hint = hint
    self.ofAnswer = ofAnswer ?? "it \(description)"
  }
}

/// The kind of a file that is no profile, as it is called where files are counted.
package struct ContentKind: Hashable, Sendable {
  /// One of them, without an article: `web page`.
  package let name: String
  /// Several of them: `web pages`.
  package let plural: String

  init(_ name: String, plural: String? = nil) {
    self.name = name
    self.plural = plural ?? name + "s"
  }

  /// How many there are: `1 web page`, `3 web pages`.
  package func counted(_ count: Int) -> String { "\(count) \(count == 1 ? name : plural)" }
}

extension ContentKind {
  /// A server's answer that is no profile.
  package static let serverError = Self("server error", plural: "server errors")
  package static let program = Self("program")
  package static let executionTrace = Self("execution trace")
  /// The memory of a program, without the stacks that filled it.
  package static let memoryDump = Self("memory dump")
  /// What another profiler wrote, in a format that is not read.
  package static let otherProfile = Self(
    "profile of another format", plural: "profiles of other formats")
  package static let coverage = Self("coverage profile")
  package static let testOutput = Self("test output")
  package static let archive = Self("archive")
  package static let picture = Self("picture")
  package static let document = Self("document")
  package static let database = Self("database")
  /// What pprof or this program printed of a profile.
  package static let report = Self("report")
  package static let metrics = Self("metrics page", plural: "metrics pages")
  /// A debugging page of a server that is no profile.
  package static let debugPage = Self("debug page")
  package static let webPage = Self("web page")
  package static let json = Self("JSON file")
  package static let text = Self("text")
  package static let emptyFile = Self("empty file")
  package static let unknownFile = Self("unknown file")
}

extension ForeignContent {
  /// A server's answer other than 200, with the beginning of its body.
  package init(status: Int, body: [UInt8]) {
    let head = Array("HTTP/1.1 \(status)\r\n\r\n".utf8)
    if let heads = HTTPHeads((head + body)[...]) {
      self.init(answer: heads)
    } else {
      self.init(.serverError, "the server answered \(status)")
    }
  }
}
