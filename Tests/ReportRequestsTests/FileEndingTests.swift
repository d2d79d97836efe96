import Testing

@testable import ReportRequests

@Suite struct FileEndingTests {
  static let names: [(name: String, ending: String?, formats: [ReportFormat])] = [
    ("a.json", ".json", [.json]), ("A.JSON", ".json", [.json]), ("a.jsonl", ".jsonl", [.ndjson]),
    ("dir.csv/a", nil, []), ("a.txt", ".txt", [.text, .folded]), ("a.pb.gz", ".pb.gz", [.pprof]),
    ("a.pb", ".pb", [.protobuf]), ("a.svg", ".svg", [.svg]), ("a.png", ".png", []),
    ("a.gz", ".gz", [.pprof]), ("a.speedscope.json", ".speedscope.json", []),
    ("a.otlp.json.gz", ".otlp.json.gz", []), ("a.cpuprofile", ".cpuprofile", []),
    ("a.svg.gz", ".svg.gz", [.svg]), ("A.JSON.GZ", ".json.gz", [.json]),
    ("a.pb.svg.gz", ".svg.gz", [.svg]),
    ("a.txt.gz", ".txt.gz", [.text, .folded]), ("a.pprof.gz", ".pprof.gz", [.pprof]),
    ("a.html.gz", ".html.gz", [.html]), ("a.htm", ".htm", [.html]), ("a.xyz.gz", ".gz", [.pprof]),
    (".gz", ".gz", [.pprof]), ("a.csv.zst", ".csv.zst", []), ("a.zip", ".zip", []),
    ("a.parquet", ".parquet", []), ("a.sarif.json", ".json", [.json]), ("a.xml.gz", ".xml.gz", []),
    ("callgrind.out.cpu", nil, []), ("-", nil, []), ("/dev/stdout", nil, []), ("", nil, []),
  ]

  @Test(arguments: names)
  func aNameSaysItsFormats(_ name: String, _ ending: String?, _ formats: [ReportFormat]) {
    let found = FileEnding(of: name)
    #expect(found?.text == ending)
    #expect(found?.formats ?? [] == formats)
  }
}
