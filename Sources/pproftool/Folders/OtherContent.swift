import PprofWire
import ProfileFormats
import ProfileReports
import ProfileSystem

/// What a skipped file in a folder is: how it is counted, and what `info` prints about it.
struct OtherContent: Equatable {
  /// The singular and the plural: `web page`, `web pages`.
  let name: String
  let plural: String
  /// The message about this file, without its name: `is a web page: "404 Not Found"`.
  let message: String
  /// Whether it is a profile that is read only if `--from` names its format.
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

  /// A profile that is read only if `--from` names its format.
  static func unasked(_ format: String, _ message: String) -> OtherContent {
    var content = OtherContent("\(format) text", message)
    content.isUnasked = true
    return content
  }

  /// The content that was recognised as something else than a profile; nil for any other error, such as a damaged
  /// profile.
  init?(_ error: any Error) {
    guard let content = error as? ForeignContent else { return nil }
    self.init(content.kind.name, plural: content.kind.plural, content.message)
  }
}

extension OtherContent {
  /// A file that the system cannot read; nil for any other error.
  init?(unreadable error: any Error) {
    guard let error = error as? SystemError else { return nil }
    self.init("unreadable file", CommandWording.text(of: error))
  }
}

/// The number of skipped files of each kind.
struct SkippedFiles {
  private var counts: [String: (plural: String, count: Int)] = [:]

  var isEmpty: Bool { counts.isEmpty }

  mutating func count(_ content: OtherContent) { count(content.name, content.plural) }

  mutating func count(_ name: String, _ plural: String) {
    counts[name, default: (plural, 0)].count += 1
  }

  /// The sum of both.
  func adding(_ other: SkippedFiles) -> SkippedFiles {
    var sum = self
    sum.counts.merge(other.counts) { ($0.plural, $0.count + $1.count) }
    return sum
  }

  /// `3 web pages, 2 archives, 1 empty file`: largest count first, then by name.
  var text: String {
    let sorted = counts.sorted { left, right in
      left.value.count != right.value.count
        ? left.value.count > right.value.count
        : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return sorted.map { "\($1.count) \($1.count == 1 ? $0 : $1.plural)" }.joined(separator: ", ")
  }
}

/// The test whether a file is a report of this program.
enum OwnReportFile {
  /// The most bytes to search. Most reports identify themselves in their first lines, long JSON in its last.
  private static let limit = 16 << 20

  /// Whether the file is a report; false if it cannot be read.
  static func isOne(_ path: SystemPath) -> Bool {
    guard let file = try? InputFile(path, isCounted: false) else { return false }
    defer { file.close() }
    var source = file.source()
    var (search, count) = (OwnReportSearch(), 0)
    while count < limit, let block = try? source.next(), !block.isEmpty {
      count += block.count
      if search.finds(block) { return true }
      if !search.goesOn { return false }
    }
    return search.isFoundAtEnd
  }
}
