/// What a file is that is no profile, as it is called where files are counted.
public struct ContentKind: Hashable, Sendable {
  /// One of them, without an article: `web page`.
  public let name: String
  /// Several of them: `web pages`.
  public let plural: String

  init(_ name: String, plural: String? = nil) {
    self.name = name
    self.plural = plural ?? name + "s"
  }

  /// How many there are: `1 web page`, `3 web pages`.
  public func counted(_ count: Int) -> String { "\(count) \(count == 1 ? name : plural)" }
}

extension ContentKind {
  /// What a server answered instead of a profile.
  public static let serverError = Self("error of a server", plural: "errors of servers")
  public static let program = Self("program")
  public static let executionTrace = Self("execution trace")
  /// The memory of a program, without the stacks that filled it.
  public static let memoryDump = Self("memory dump")
  /// What another profiler wrote, in a format that is not read.
  public static let otherProfile = Self(
    "profile of another format", plural: "profiles of other formats")
  public static let coverage = Self("coverage profile")
  public static let testOutput = Self("test output")
  public static let archive = Self("archive")
  public static let picture = Self("picture")
  public static let document = Self("document")
  public static let database = Self("database")
  /// What pprof or this program printed of a profile.
  public static let report = Self("report")
  public static let metrics = Self("page of metrics", plural: "pages of metrics")
  /// What a server tells for debugging that is no profile.
  public static let debugPage = Self("debug page")
  public static let webPage = Self("web page")
  public static let json = Self("JSON file")
  public static let text = Self("text")
  public static let emptyFile = Self("empty file")
  public static let unknownFile = Self("unknown file")
}
