import PprofWire
import ProfileFormats
import ProfileSystem

/// What a file of a folder is that is not read: how it is counted, and what `info` says of it.
struct OtherContent: Equatable {
  /// What one of them is called, and what several are: `web page`, `web pages`.
  let name: String
  let plural: String
  /// What is said of this one, without its name: `is a web page: "404 Not Found"`.
  let message: String
  /// Whether it is a profile that is read only if its format is asked for.
  private(set) var isUnasked = false

  init(_ name: String, plural: String? = nil, _ message: String? = nil) {
    self.name = name
    self.plural = plural ?? name + "s"
    self.message = message ?? "is a \(name)"
  }

  static let hidden = OtherContent("hidden file")
  static let leftover = OtherContent("leftover", "is a leftover of an editor or a download")
  static let report = OtherContent("report", "is a pproftool report")
  static let special = OtherContent("special file", "is a pipe, a socket or a device")
  static let folderLink = OtherContent("link to a folder", plural: "links to folders")
  static let brokenLink = OtherContent("broken link", "is a broken link")
  static let unsureText = OtherContent(
    "text that may be folded stacks", plural: "texts that may be folded stacks",
    "may be folded stacks; give --from folded if it is")
  static let difference = OtherContent(
    "difference between two snapshots", plural: "differences between two snapshots")

  /// A profile in a format that is read only if it is asked for.
  static func unasked(_ format: String, _ message: String) -> OtherContent {
    var content = OtherContent("\(format) text", message)
    content.isUnasked = true
    return content
  }

  /// Why a profile of two moments is none for rules.
  static func differenceReason(_ reason: String) -> String {
    "\(reason), so it is the difference between two snapshots; rules need the snapshots themselves"
  }

  /// What content is that is recognised as no profile; nil for any other error, that of a damaged profile too.
  init?(_ error: any Error) {
    guard let content = error as? ForeignContent else { return nil }
    self.init(content.kind.name, plural: content.kind.plural, content.message)
  }
}

extension OtherContent {
  /// A file that the system does not give; nil for any other error.
  init?(unreadable error: any Error) {
    guard let error = error as? SystemError else { return nil }
    self.init("unreadable file", CommandWording.text(of: error))
  }
}

/// How many files of each kind were passed over.
struct SkippedFiles {
  private var counts: [String: (plural: String, count: Int)] = [:]

  var isEmpty: Bool { counts.isEmpty }

  mutating func count(_ content: OtherContent) { count(content.name, content.plural) }

  mutating func count(_ name: String, _ plural: String) {
    counts[name, default: (plural, 0)].count += 1
  }

  /// These and others.
  func adding(_ others: SkippedFiles) -> SkippedFiles {
    var sum = self
    sum.counts.merge(others.counts) { ($0.plural, $0.count + $1.count) }
    return sum
  }

  /// `3 web pages, 2 archives, 1 empty file`: the most first, then by name.
  var text: String {
    let sorted = counts.sorted { left, right in
      left.value.count != right.value.count
        ? left.value.count > right.value.count
        : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return sorted.map { "\($1.count) \($1.count == 1 ? $0 : $1.plural)" }.joined(separator: ", ")
  }
}
