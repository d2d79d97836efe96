import ArgumentParser
import LeakChecks
import ProfileSystem
import ReportRequests

extension FileEnding {
  /// Advice on which command writes this ending; nil if none does.
  ///
  /// - `formats`: the formats of the command that cannot write it.
  func advice(writing formats: [ReportFormat]) -> String? {
    if let compression {
      let uncompressed = String(text.dropLast(compression.count))
      guard !uncompressed.isEmpty else { return nil }
      guard let other = FileEnding(of: uncompressed),
        !formats.contains(where: other.formats.contains)
      else { return "gzip is the only compression: \(uncompressed).gz" }
      return other.advice(writing: formats)
    }
    if Self.verdicts.contains(withoutGzip) { return "check writes \(withoutGzip)" }
    if withoutGzip == ".tsv" { return "rows writes .tsv" }
    if Self.otherTables.contains(withoutGzip) {
      return "rows writes .csv and .ndjson, for other tools"
    }
    if text == Self.gzippedSVG, formats.contains(.svg) { return "gzip is written as .svg.gz" }
    if Self.images.contains(withoutGzip) { return Self.pictureAdvice(writing: formats) }
    return switch self.formats.first {
    case .svg: "flamegraph writes .svg"
    case .html: "view writes .html"
    case .dot: "dot writes .dot"
    case .folded: "folded writes .folded"
    case .text, .markdown: "top writes \(withoutGzip)"
    case .csv: "top and rows write .csv"
    case .json, .ndjson: "top and convert write \(withoutGzip)"
    case nil, .pprof, .protobuf: "convert writes \(text)"
    case .callgrind: nil
    }
  }

  /// The ending without `.gz`; `.pb.gz` and a bare `.gz` stay.
  private var withoutGzip: String {
    text.hasSuffix(".gz") && text != ".pb.gz" && text != ".gz" ? String(text.dropLast(3)) : text
  }

  private static func pictureAdvice(writing formats: [ReportFormat]) -> String? {
    if formats.contains(.dot) { return "graphviz draws its text, with dot -Tpng" }
    if formats.contains(.html) { return nil }
    return formats.contains(.svg) ? "view writes .html" : "view writes .html, flamegraph .svg"
  }

  /// Rejects a name whose ending is not known, but one letter away from one that is: it would get another format.
  ///
  /// Endings of three letters are near to too many others.
  static func refuseMisspelt(_ path: SystemPath?) throws {
    guard let parts = path?.text.split(separator: "."), parts.count > 1,
      let word = parts.last(where: { $0 != "gz" })?.lowercased()
    else { return }
    let known = written.compactMap { $0.split(separator: ".").last.map(String.init) }
    guard let near = NearWord.of(word, in: known.filter { $0.count > 3 }) else { return }
    throw ValidationError("no output ends in .\(word); did you mean .\(near)?")
  }
}
