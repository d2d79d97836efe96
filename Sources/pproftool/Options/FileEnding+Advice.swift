import ReportRequests

extension FileEnding {
  /// Which command writes what another cannot, and how; nil if none does.
  ///
  /// - `formats`: what the other writes.
  func advice(writing formats: [ReportFormat]) -> String? {
    if let compression {
      let plain = String(text.dropLast(compression.count))
      guard let other = FileEnding(of: plain), !formats.contains(where: other.formats.contains)
      else { return "gzip is the only compression: \(plain).gz" }
      return other.advice(writing: formats)
    }
    if Self.verdicts.contains(plain) { return "check writes \(plain)" }
    if plain == ".tsv" { return "rows writes .tsv" }
    if Self.otherTables.contains(plain) { return "rows writes .csv and .ndjson, for other tools" }
    if Self.images.contains(plain) { return Self.pictureAdvice(writing: formats) }
    return switch self.formats.first {
    case .svg: "flamegraph writes .svg"
    case .html: "view writes .html"
    case .dot: "dot writes .dot"
    case .folded: "folded writes .folded"
    case .text, .markdown: "top writes \(plain)"
    case .csv: "top and rows write .csv"
    case .json, .ndjson: "top and convert write \(plain)"
    case nil, .pprof, .protobuf: "convert writes \(text)"
    case .callgrind: nil
    }
  }

  /// The ending without `.gz`, unless that is all.
  private var plain: String {
    text.hasSuffix(".gz") && text != ".pb.gz" && text != ".gz" ? String(text.dropLast(3)) : text
  }

  private static func pictureAdvice(writing formats: [ReportFormat]) -> String? {
    if formats.contains(.dot) { return "graphviz draws its text, with dot -Tpng" }
    if formats.contains(.html) { return nil }
    return formats.contains(.svg) ? "view writes .html" : "view writes .html, flamegraph .svg"
  }
}
