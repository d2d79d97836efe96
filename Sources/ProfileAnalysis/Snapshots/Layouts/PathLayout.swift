/// How the paths of profiles are made, and so what they tell: `{service}/{version}/{instance}/{time}.{kind}.pb.gz`.
///
/// `{name}` stands for what has no slash, the shortest first, `{*}` for what does not matter, all else for itself. `service`,
/// `version`, `instance`, `time` and `kind` have a meaning; `date` is the day of a time of day; `labels` are pairs such as
/// `dc=fra1,pod=a`; any other name is an attribute. Known endings of profiles are all the same.
package struct PathLayout: Equatable, Sendable {
  /// As it is written.
  package let text: String
  let form: Form

  /// How it is matched.
  enum Form: Equatable, Sendable {
    /// Folders named `key=value`, as data lakes have them.
    case keys
    /// A part for each slash.
    case parts([[Element]], hasEnding: Bool, hasDate: Bool)
  }

  /// A piece of a part.
  enum Element: Equatable, Sendable {
    case literal([UInt8])
    case anything
    case field(Field)
  }

  /// The meaning of a name in braces.
  enum Field: Equatable, Sendable {
    case service, version, instance, time, date, kind, labels
    case attribute(String)

    init(_ name: String) {
      let known: [String: Field] = [
        "service": .service, "version": .version, "instance": .instance, "time": .time,
        "date": .date, "kind": .kind, "labels": .labels,
      ]
      self = known[name] ?? .attribute(name)
    }
  }

  /// What `key=value` folders are called where a layout is named.
  package static let keysName = "key=value"

  /// - Throws: a `PathLayoutError` that says what is wrong with the text.
  package init(_ text: String) throws(PathLayoutError) {
    self.text = text
    form = text == Self.keysName ? .keys : try PathLayoutParser(text).form()
  }

  private init(keys: ()) { (text, form) = (Self.keysName, .keys) }

  /// The layouts tried by default, in this order.
  package static let known: [PathLayout] =
    [PathLayout(keys: ())]
    + [
      "{service}/{version}/{instance}/{time}.{kind}.pb.gz",
      "{instance}/{time}.{kind}.pb.gz",
      "{time}-{instance}-{kind}.pb.gz",
      "{date}/{service}/{time}-{kind}.pprof",
      "{service}/{kind}/{date}/{time}.pprof.gz",
      "P0.{service}/{kind}/{digest},{labels}",
    ].compactMap { text in try? PathLayout(text) }

  /// The endings of profiles' names, which layouts ignore.
  static let endings = [".pb", ".pb.gz", ".pprof", ".pprof.gz", ".prof", ".txt", ".txt.gz"]

  /// The ending that a name has.
  static func ending(of name: ArraySlice<UInt8>) -> String? {
    endings.filter {
      name.count > $0.utf8.count && name.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    .max { $0.utf8.count < $1.utf8.count }
  }
}

/// An error in the text of a layout.
package struct PathLayoutError: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// Reads the text of a layout.
struct PathLayoutParser {
  private let text: String
  private var hasDate = false
  private var names: Set<String> = []
  /// More than these no path needs; fewer keep matching short.
  private static let limit = 32

  init(_ text: String) { self.text = text }

  func form() throws(PathLayoutError) -> PathLayout.Form {
    var parser = self
    return try parser.parse()
  }

  private mutating func parse() throws(PathLayoutError) -> PathLayout.Form {
    var parts: [[PathLayout.Element]] = []
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard !part.isEmpty else { throw PathLayoutError("has an empty part: '\(text)'") }
      parts.append(try elements(of: Array(part)))
    }
    guard parts.joined().contains(where: { if case .field = $0 { true } else { false } }) else {
      throw PathLayoutError(
        "has no names such as those in '{instance}/{time}.{kind}.pb.gz': '\(text)'")
    }
    let hasEnding = consumeEnding(&parts)
    return .parts(parts, hasEnding: hasEnding, hasDate: hasDate)
  }

  private mutating func elements(
    of part: [UInt8]
  ) throws(PathLayoutError) -> [PathLayout.Element] {
    var (elements, rest): ([PathLayout.Element], ArraySlice<UInt8>) = ([], part[...])
    while !rest.isEmpty {
      let literal = rest.prefix { $0 != UInt8(ascii: "{") }
      guard !literal.contains(UInt8(ascii: "}")) else { throw unbalanced }
      if !literal.isEmpty { elements.append(.literal(Array(literal))) }
      rest = rest[literal.endIndex...].dropFirst()
      guard literal.endIndex < part.endIndex else { break }
      guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { throw unbalanced }
      elements.append(try element(named: String(decoding: rest[..<end], as: UTF8.self)))
      rest = rest[end...].dropFirst()
    }
    guard elements.count <= Self.limit else {
      throw PathLayoutError("has more than \(Self.limit) names in one part")
    }
    return elements
  }

  private var unbalanced: PathLayoutError {
    PathLayoutError("has an unmatched brace: '\(text)'")
  }

  private mutating func element(
    named name: String
  ) throws(PathLayoutError) -> PathLayout.Element {
    if name == "*" { return .anything }
    guard !name.isEmpty, !name.contains("{") else {
      throw PathLayoutError(
        "has braces without a name: '\(text)'; write {*} for a part that does not matter")
    }
    guard names.insert(name).inserted else {
      throw PathLayoutError("names {\(name)} twice: '\(text)'")
    }
    if name == "date" { hasDate = true }
    return .field(PathLayout.Field(name))
  }

  /// Consumes the ending, which may be any other.
  private func consumeEnding(_ parts: inout [[PathLayout.Element]]) -> Bool {
    guard case .literal(let last)? = parts.last?.last,
      let ending = PathLayout.endings.filter({ last.suffix($0.utf8.count).elementsEqual($0.utf8) })
        .max(by: { $0.utf8.count < $1.utf8.count })
    else { return false }
    let rest = last.dropLast(ending.utf8.count)
    parts[parts.count - 1].removeLast()
    if !rest.isEmpty { parts[parts.count - 1].append(.literal(Array(rest))) }
    return true
  }
}

/// Counts how many paths each known layout fits.
package struct LayoutSurvey: Sendable {
  private var counts = [Int](repeating: 0, count: PathLayout.known.count)
  /// How many paths were looked at.
  package private(set) var paths = 0

  package init() {}

  /// - `path`: the path below its source; a layout must fit all of it.
  package mutating func add(_ path: ArraySlice<UInt8>) {
    paths += 1
    for index in counts.indices
    where PathLayout.known[index].facts(of: path, isWhole: true) != nil {
      counts[index] += 1
    }
  }

  /// The layouts that fit a path, that which fits most first; of equals the first in their order.
  package var ranked: [(layout: PathLayout, count: Int)] {
    counts.indices.filter { counts[$0] > 0 }
      .sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
      .map { (PathLayout.known[$0], counts[$0]) }
  }
}
