extension ForeignFormat {
  /// Other pages of a service, besides its profiles.
  static let serverPages = [
    ForeignFormat(.metrics, "Prometheus metrics", addresses, fits: isPrometheus),
    ForeignFormat(
      .debugPage, "the answer of /debug/pprof/symbol", addresses, begins: "num_symbols: "),
    ForeignFormat(
      .debugPage, "the answer of /debug/pprof/cmdline", addresses, quote: commandLine
    ) { commandLine($0) != nil },
    ForeignFormat(
      .webPage, "the index of /debug/pprof/",
      .note("its links are profiles: /debug/pprof/goroutine, heap, profile and so on")
    ) {
      WebPage.isPage($0.text)
        && WebPage.words(of: $0.text)?.starts(with: "/debug/pprof".utf8) == true
    },
  ]

  /// Any other page.
  static let webPage = ForeignFormat(
    .webPage, "a web page", .saving("curl -f would have failed"),
    quote: { WebPage.words(of: $0.text).map { Quotation.quoted($0[...]) } }
  ) { WebPage.isPage($0.text) }

  /// The hint for files that are found beside profiles.
  static let addresses = Advice.note(
    "profiles are at /debug/pprof/goroutine, heap, profile and so on")

  /// Comments of the exposition format, or nothing but its lines, one of them with labels.
  private static func isPrometheus(_ sample: ForeignSample) -> Bool {
    if sample.begins("# HELP ") || sample.begins("# TYPE ") { return true }
    let lines = sample.lines.dropLast(sample.isWhole || sample.lines.count == 1 ? 0 : 1)
    return lines.contains { $0.firstRange(of: "=\"") != nil } && lines.allSatisfy(isMetric)
  }

  /// A line like `name{label="value"} 1.5`, perhaps with a time behind it.
  private static func isMetric(_ line: ArraySlice<UInt8>) -> Bool {
    let name = line.prefix {
      0x30...0x3A ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "_")
    }
    guard let first = name.first, !(0x30...0x39 ~= first) else { return false }
    var rest = line[name.endIndex...]
    if rest.first == UInt8(ascii: "{") {
      guard let end = rest.lastIndex(of: UInt8(ascii: "}")) else { return false }
      rest = rest[(end + 1)...]
    }
    guard rest.first == 0x20, let word = rest.split(separator: 0x20).first else { return false }
    return Double(String(decoding: word, as: UTF8.self)) != nil
  }

  /// The words of a command with zeros between them, on one line; nil for anything else.
  private static func commandLine(_ sample: ForeignSample) -> String? {
    guard sample.isWhole, sample.bytes.count < 1 << 14, sample.bytes.contains(0),
      let first = sample.bytes.split(separator: 0, omittingEmptySubsequences: false).first,
      first.count > 1, sample.bytes.allSatisfy({ $0 == 0 || $0 >= 0x20 && $0 != 0x7F })
    else { return nil }
    let words = sample.bytes.map { $0 == 0 ? 0x20 : $0 }
    let text = String(decoding: words, as: UTF8.self)
    return text.unicodeScalars.contains("\u{FFFD}") ? nil : Quotation.quoted(words[...])
  }
}
