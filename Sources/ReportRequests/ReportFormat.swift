import PprofWire
import ProfileExport
import ProfileModel
import ProfileReports

/// The format of a report.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, ndjson, csv, markdown, svg, html, folded, dot, callgrind
  /// pprof's protobuf, compressed.
  ///
  /// Of `top` it is the table, as in `go tool pprof -topproto`: one sample per row, with its `cum` and `flat` in the unit
  /// of the table, cut to whole numbers. To save a profile with its stacks, write the profile itself.
  case pprof
  /// The same without compression.
  case protobuf

  /// The formats that a table can be written in.
  public static let tables: [ReportFormat] = [.text, .json, .ndjson, .csv, .markdown]

  /// The formats of a profile: for `top` its table, for a comparison what is after minus what is before.
  public static let profiles: [ReportFormat] = [.pprof, .protobuf]

  /// Whether nothing in it may be rounded.
  public var isForPrograms: Bool { self != .text && self != .markdown }

  /// Whether it is text.
  public var isText: Bool { !Self.profiles.contains(self) }

  /// Whether a person can read it on a terminal.
  public var isForTerminals: Bool { isText && ![.html, .svg, .callgrind].contains(self) }

  /// How the names of such files end.
  public var endings: [String] {
    switch self {
    case .text: [".txt"]
    case .json: OutputFormat.json.endings
    case .ndjson: OutputFormat.ndjson.endings
    case .csv: [".csv"]
    case .markdown: [".md"]
    case .svg: [".svg"]
    case .html: [".html", ".htm"]
    case .folded: OutputFormat.folded.endings
    case .dot: [".dot", ".gv"]
    case .callgrind: []
    case .pprof: OutputFormat.pprof.endings
    case .protobuf: OutputFormat.protobuf.endings
    }
  }

  /// Writes a report that has a text and a table.
  func write(_ report: some FormattedReport, to sink: inout ByteSink) {
    if let format = ReportTable.Format(rawValue: rawValue) {
      report.write(format, to: &sink)
    } else {
      report.writeText(to: &sink)
    }
  }
}

/// The format that the name of a file implies.
public struct FileEnding: Equatable, Sendable {
  /// Endings of image formats that are not written.
  package static let images = [
    ".png", ".pdf", ".jpg", ".jpeg", ".gif", ".webp", ".ps", gzippedSVG,
  ]
  /// The ending that other programs give SVG in gzip.
  package static let gzippedSVG = ".svgz"
  /// Endings of tables that no report is written as; `rows` writes some.
  package static let otherTables = [".tsv", ".parquet", ".arrow", ".feather", ".xlsx"]
  /// Endings of what only `check` writes.
  package static let verdicts = [".xml", ".tap", ".sarif", ".prom"]
  /// Compressions and archives that are not written.
  private static let compressions = [
    ".zst", ".xz", ".bz2", ".lz4", ".br", ".zip", ".tar.gz", ".tgz", ".tar",
  ]
  private static let gzip = ".gz"

  /// The ending, with its dot.
  public let text: String
  /// The formats with that ending; empty for what no report is written as, and for profiles that only `convert` and
  /// `merge` write.
  public let formats: [ReportFormat]
  /// The compression at its end that is not written, as in `.csv.zst`; nil for any other.
  package let compression: String?

  /// The longest known ending, of reports or of profiles; nil for a name without one.
  ///
  /// The ending before `.gz` decides; only where it is not known, it is a profile.
  public init?(of fileName: String) {
    let name = fileName.lowercased()
    compression = Self.compressions.first(where: name.hasSuffix)
    if let compression {
      let plain = Self.known(String(name.dropLast(compression.count)))
      text = (Self.longest(plain) ?? "") + compression
      formats = []
      return
    }
    guard let longest = Self.longest(Self.withGzip(name)) else { return nil }
    text = longest
    let exact = ReportFormat.allCases.filter { $0.endings.contains(longest) }
    guard exact.isEmpty, longest.hasSuffix(Self.gzip) else {
      formats = exact
      return
    }
    let plain = String(longest.dropLast(Self.gzip.count))
    formats = ReportFormat.allCases.filter { $0.endings.contains(plain) }
  }

  private static func longest(_ endings: [String]) -> String? {
    endings.max { $0.utf8.count < $1.utf8.count }
  }

  /// The endings of a name in lower case that are known, with `.gz` where it stands behind one.
  private static func withGzip(_ name: String) -> [String] {
    guard name.hasSuffix(gzip) else { return known(name) }
    let plain = known(String(name.dropLast(gzip.count))).map { $0 + gzip }
    let endings = known(name).filter { $0 != gzip } + plain
    return endings.isEmpty ? [gzip] : endings
  }

  /// The endings of all that is written, each with its dot.
  package static let written =
    ReportFormat.allCases.flatMap(\.endings) + OutputFormat.all.flatMap(\.endings) + verdicts

  /// The endings of a name in lower case that are known.
  private static func known(_ name: String) -> [String] {
    let others = images + otherTables + verdicts
    let endings = ReportFormat.allCases.flatMap(\.endings) + others
    return endings.filter(name.hasSuffix) + (OutputFormat.ending(of: name).map { [$0] } ?? [])
  }
}
