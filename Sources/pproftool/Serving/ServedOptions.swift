import ArgumentParser
import ProfileAnalysis
import ProfileFetching
import ProfileServing
import ProfileSystem

/// Which options a request may name, and which only the command line may: nothing of output, of sources, of fetching comes
/// from a request.
enum ServedOptions {
  /// Those that take a value.
  static let valued: Set = [
    "sample-index", "divide-by", "unit", "focus", "ignore", "hide", "show", "show-from",
    "prune-from", "tagfocus", "tagignore", "tagshow", "taghide", "tagroot", "tagleaf",
    "granularity", "sort", "nodecount", "nodefraction", "edgefraction", "format", "by", "scale",
    "title", "subtitle", "notes", "width", "frame-height", "min-width", "order", "direction",
    "factor", "countname", "nametype", "colors", "layout", "link", "max-bytes",
  ]

  /// Those that take none.
  static let flags: Set = [
    "mean", "relative-percentages", "noinlines", "showcolumns", "cum", "no-trim", "drop-negative",
    "call-tree", "compact-labels", "reverse", "flamechart", "negate", "no-script", "redact",
    "with-source",
  ]

  /// What says how profiles are read, and holds for all that are shown.
  static let reading: Set = [
    "from", "recursive", "kind", "max-size", "nth", "keep-ids", "demangle",
    "symbolize", "binary-path", "quiet", "strict",
    "keep-going", "seconds", "timeout", "connect-timeout", "max-fetch", "tls-ca", "tls-cert",
    "tls-key", "insecure", "header", "user", "password", "bearer", "proxy", "follow",
    "unix-socket", "save", "all-frames", "add-comment", "source-path", "trim-path",
  ]

  /// Of those, the ones without a value.
  static let readingFlags: Set = [
    "recursive", "keep-ids", "symbolize", "quiet", "strict", "keep-going", "insecure", "follow",
    "all-frames",
  ]

  /// What a request says besides, which is no option: the profile, what it is compared with, and the function of `peek` and `list`.
  static let parameters: Set = ["p", "base", "diff-base", "function"]

  private static func unknown(_ name: String, _ known: Set<String>) -> ServedError {
    let hyphens = String(name.map { $0 == "_" ? "-" : $0 })
    let advice = known.contains(hyphens) ? ": say \(hyphens)" : ""
    return ServedError(400, "a request cannot set '\(name)'\(advice)")
  }

  /// The arguments that the options of a query stand for; an empty value is that of a field that was left empty.
  ///
  /// - Throws: a `ServedError` for what is no option that a request may name.
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
      // As two words it would be an option of its own.
      return item.value.hasPrefix("-")
        ? ["--\(item.name)=\(item.value)"] : ["--\(item.name)", item.value]
    }
  }
}

/// Options as they were given on the command line.
struct GivenOptions {
  /// An option, with its value if it takes one.
  struct Option: Equatable {
    let name: String
    let value: String?

    /// As it stands on a command line.
    var arguments: [String] { ["--\(name)"] + (value.map { [$0] } ?? []) }
  }

  let options: [Option]

  private static let short = [
    "-r": "--recursive", "-q": "--quiet", "-f": "--focus", "-n": "--nodecount",
  ]

  /// The options of some names among arguments that are known to be well-formed.
  init(_ arguments: [String], valued: Set<String>, flags: Set<String>) {
    var options: [Option] = []
    var rest = arguments.prefix { $0 != "--" }[...]
    while let argument = rest.popFirst() {
      let text = Self.short[argument] ?? argument
      guard text.hasPrefix("--") else { continue }
      let parts = text.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      if flags.contains(name) {
        options.append(Option(name: name, value: nil))
      } else if valued.contains(name) {
        let value = parts.count == 2 ? String(parts[1]) : rest.popFirst()
        // Pages tell them: that of a proxy may hold a password.
        options.append(Option(name: name, value: value.map(ServiceURL.withoutCredentials)))
      }
    }
    self.options = options
  }

  /// The same as a query.
  var items: [RequestQuery.Item] {
    options.map { RequestQuery.Item(name: $0.name, value: $0.value ?? "true") }
  }

  var arguments: [String] { options.flatMap(\.arguments) }
}

/// Why a request is not answered as it asks.
struct ServedError: Error, Equatable, CustomStringConvertible {
  let status: Int
  let description: String
  /// The option that is to blame; nil if none is.
  var option: String?

  init(_ status: Int, _ description: String, option: String? = nil) {
    (self.status, self.description, self.option) = (status, description, option)
  }
}
