import ArgumentParser
import ProfileAnalysis
import ProfileFetching
import ProfileServing
import ProfileSystem

/// The options that a request may set. Options for output, sources and fetching are only for the command line.
enum ServedOptions {
  /// Options with a value.
  static let valued: Set = [
    "sample-index", "divide-by", "unit", "focus", "ignore", "hide", "show", "show-from",
    "prune-from", "tagfocus", "tagignore", "tagshow", "taghide", "tagroot", "tagleaf",
    "granularity", "sort", "nodecount", "nodefraction", "edgefraction", "format", "by", "scale",
    "title", "subtitle", "notes", "width", "frame-height", "min-width", "order", "direction",
    "factor", "countname", "nametype", "colors", "layout", "link", "max-bytes",
  ]

  /// Options without a value.
  static let flags: Set = [
    "mean", "relative-percentages", "noinlines", "showcolumns", "cum", "no-trim", "drop-negative",
    "call-tree", "compact-labels", "reverse", "flamechart", "negate", "no-script", "redact",
    "with-source",
  ]

  /// Options for reading, which apply to all profiles and only the command line may set.
  static let reading: Set = [
    "from", "recursive", "kind", "max-size", "nth", "keep-ids", "demangle",
    "symbolize", "binary-path", "quiet", "strict",
    "keep-going", "seconds", "timeout", "connect-timeout", "max-fetch", "tls-ca", "tls-cert",
    "tls-key", "insecure", "header", "user", "password", "bearer", "proxy", "follow",
    "unix-socket", "save", "all-frames", "add-comment", "source-path", "trim-path",
  ]

  /// The options for reading without a value.
  static let readingFlags: Set = [
    "recursive", "keep-ids", "symbolize", "quiet", "strict", "keep-going", "insecure", "follow",
    "all-frames",
  ]

  /// Request parameters that are not options: the profile, the base, and the function of `peek` and `list`.
  static let parameters: Set = ["p", "base", "diff-base", "function"]

  private static func unknown(_ name: String, _ known: Set<String>) -> ServedError {
    let hyphens = String(name.map { $0 == "_" ? "-" : $0 })
    let advice = known.contains(hyphens) ? ": say \(hyphens)" : ""
    return ServedError(400, "a request cannot set '\(name)'\(advice)")
  }

  /// The command-line arguments for the options of a query. An empty value is an empty form field and is omitted.
  ///
  /// - Throws: a `ServedError` for an option that a request may not set.
  static func arguments(
    _ query: RequestQuery, valued: Set<String> = valued, flags: Set<String> = flags
  ) throws -> [[String]] {
    try query.without(parameters).items.compactMap { item in
      if flags.contains(item.name) {
        guard ["", "true", "on"].contains(item.value) else {
          throw ServedError(400, "'\(item.name)' takes no value")
        }
        return ["--\(item.name)"]
      }
      if item.name == "layout", !item.value.isEmpty, ComparisonLayout(rawValue: item.value) == nil {
        throw ServedError(400, "'layout' must be union, before or after", option: "layout")
      }
      guard valued.contains(item.name) else { throw unknown(item.name, valued.union(flags)) }
      if item.value.isEmpty { return nil }
      return GivenOptions.Option(name: item.name, value: item.value).arguments
    }
  }
}

/// Options from the command line.
struct GivenOptions {
  /// An option, with its value if it takes one.
  struct Option: Equatable {
    let name: String
    let value: String?

    /// Its command-line arguments.
    var arguments: [String] {
      guard let value else { return ["--\(name)"] }
      // As a separate argument it would be parsed as an option.
      return value.hasPrefix("-") ? ["--\(name)=\(value)"] : ["--\(name)", value]
    }
  }

  let options: [Option]

  /// Extracts the named options from valid arguments.
  init(_ arguments: [String], valued: Set<String>, flags: Set<String>) {
    var options: [Option] = []
    var rest = arguments.prefix { $0 != "--" }[...]
    while let argument = rest.popFirst() {
      let text = ShortOptions.names[argument] ?? argument
      guard text.hasPrefix("--") else { continue }
      let parts = text.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      if flags.contains(name) {
        options.append(Option(name: name, value: nil))
      } else if valued.contains(name) {
        let value = parts.count == 2 ? String(parts[1]) : rest.popFirst()
        // Pages show them, and a proxy URL may contain a password.
        options.append(Option(name: name, value: value.map(ServiceURL.withoutCredentials)))
      }
    }
    self.options = options
  }

  /// The options as a query.
  var items: [RequestQuery.Item] {
    options.map { RequestQuery.Item(name: $0.name, value: $0.value ?? "true") }
  }

  var arguments: [String] { options.flatMap(\.arguments) }
}

/// An error response.
struct ServedError: Error, Equatable, CustomStringConvertible {
  let status: Int
  let description: String
  /// The invalid option; nil if there is none.
  var option: String?

  init(_ status: Int, _ description: String, option: String? = nil) {
    (self.status, self.description, self.option) = (status, description, option)
  }
}
