import ProfileSystem

/// Finds out whether a file is one of these reports, from its blocks in their order.
///
/// Reports of `go tool pprof` are recognized too, since they look the same: they are no profiles either.
package struct OwnReportSearch {
  private var isFirst = true
  private var isJSON = false
  private var isCheck = false
  /// The end of what has been seen, in which a mark may have begun.
  private var end: [UInt8] = []

  package init() {}

  /// Whether the file is surely a report, now that a further block of it is known.
  package mutating func finds(_ block: [UInt8]) -> Bool {
    defer { end = Array((end + block.suffix(Self.longestLine)).suffix(Self.longestLine)) }
    if isFirst {
      isFirst = false
      let start = ReportStart(block)
      isJSON = block.first == UInt8(ascii: "{")
      isCheck = start.beginsWithStatus
      if start.isOfReport { return true }
    }
    return isJSON && Self.schemas.contains { (end + block)[...].firstRange(of: $0) != nil }
  }

  /// Whether the rest of the file may tell more.
  package var goesOn: Bool { isJSON || isCheck }

  /// Whether the file, all of which has been seen, ends like a report.
  package var isFoundAtEnd: Bool {
    guard isCheck, let last = end.split(separator: UInt8(ascii: "\n")).last else { return false }
    let rest = last.drop { 0x30...0x39 ~= $0 }
    return rest.count < last.count
      && [" rule: ", " rules: "].contains { rest.starts(with: $0.utf8) }
  }

  /// No last line of a check is longer.
  private static let longestLine = 1 << 10

  /// Keys are sorted, so that these may stand behind all else.
  private static let schemas: [StaticString] = [
    "\"schema\": \"pproftool/", "\"schema\":\"pproftool/", "\"name\": \"pproftool\"",
  ]
}

/// The first lines of what may be a report.
private struct ReportStart {
  private let lines: [ArraySlice<UInt8>]

  init(_ block: [UInt8]) {
    lines = block.prefix(64 << 10).split(
      separator: UInt8(ascii: "\n"), maxSplits: 20, omittingEmptySubsequences: false)
  }

  /// Whether the lines of a check may begin here.
  var beginsWithStatus: Bool {
    ["PASS ", "FAIL ", "WARN ", "UNDECIDED ", "INCOMPLETE ", "ERROR "].contains { isLine(0, $0) }
  }

  var isOfReport: Bool {
    Self.signs.contains { isLine(0, $0.first) && isLine($0.index, $0.other) }
      || isTable || isFlameGraph || isOfGoroutines || isOfTags || isOfGitHub
  }

  /// How a line of a report begins, and a second one of it.
  private static let signs: [(first: String, index: Int, other: String)] = [
    ("digraph \"", 1, "node [style=filled fillcolor="),
    ("positions: instr line", 1, "events: "),
    ("PeriodType: ", 1, "Period: "), ("Total: ", 1, "ROUTINE ========================"),
    ("File:           ", 1, "Format:         "),
    ("", 1, "Before: "), ("`", 2, "`Before: "), ("**", 2, "Before: "),
    ("name,change,before,after,effect,", 0, ""), ("### pproftool check: ", 0, ""),
    ("<?xml ", 2, "  <testsuite name=\"pproftool check\""),
    ("<!doctype html>", 4, "<meta name=\"generator\" content=\"pproftool\">"),
    ("# HELP leakcheck_", 0, ""), ("", 2, "| goroutines | share | "),
    ("| flat | cum | | callers | callees |", 0, ""), ("| label | value | sum | share |", 0, ""),
    ("| `", 1, "|---:|---|---|"), ("name,flat,flat_share,cum,cum_share,", 0, ""),
    ("caller,callee,value,share,", 0, ""), ("value,unit,labels,stack", 0, ""),
    ("key,text,number,number_unit,", 0, ""), ("count,share,name,states,", 0, ""),
    ("name,change,flat_before,", 0, ""),
    ("{\"profile\":\"", 0, ""), ("{\"stack\":\"", 0, ""), ("profile,type,stack,value,", 0, ""),
    ("profile,file,service,", 0, ""), ("stack,fingerprint,site,", 0, ""),
    ("profile\ttype\tstack\tvalue\t", 0, ""), ("profile\tfile\tservice\t", 0, ""),
    ("stack\tfingerprint\tsite\t", 0, ""),
  ]

  /// A table of `go tool pprof`, or its samples: what the profile says of itself, and then the table.
  private var isTable: Bool {
    let header = [
      "File: ", "Build ID: ", "Type: ", "Time: ", "Duration: ", "Active filters:", "   ",
    ]
    let index = lines.indices.first { index in !header.contains { isLine(index, $0) } }
    guard let index else { return false }
    return isLine(index, "Showing nodes accounting for ") || isLine(index, "-----------+--------")
  }

  private var isFlameGraph: Bool {
    isLine(0, "<?xml ") && isLine(1, "<svg ", with: " class=\"pproftool\"")
  }

  /// Groups with their fingerprints, which are 12 digits.
  private var isOfGoroutines: Bool {
    isLine(1, "                 ") && lines[1].dropLast(12).hasSuffix("fp ")
  }

  private var isOfTags: Bool { isLine(0, " ", with: ": Total ") }

  private var isOfGitHub: Bool { isLine(0, "::", with: "title=pproftool") }

  private func isLine(_ index: Int, _ start: String) -> Bool {
    lines.indices.contains(index) && lines[index].starts(with: start.utf8)
  }

  private func isLine(_ index: Int, _ start: String, with part: StaticString) -> Bool {
    isLine(index, start) && lines[index].firstRange(of: part) != nil
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
