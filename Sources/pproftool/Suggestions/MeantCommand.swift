/// Names that users expect for commands that have another name here.
enum MeantCommand {
  /// The command for a word, with options where needed; nil if the word is not in the table.
  static func of(_ word: String) -> [String]? { table[word.lowercased()] }

  /// The page of help for a word: a topic, or else a command; nil if the word is in no table.
  static func topic(of word: String) -> String? {
    let topic = topics.first { $0.words.contains(word.lowercased()) }?.topic
    return topic?.rawValue ?? of(word)?.first
  }

  private static let topics: [(topic: HelpTopic, words: Set<String>)] = [
    (
      .rules,
      ["leak", "leaks", "assert", "assertions", "expressions", "language", "syntax", "metrics"]
    ),
    (.filters, ["focus", "ignore", "regex", "regexp", "patterns", "select"]),
    (.formats, ["inputs", "outputs", "types", "files", "endings"]),
    (.pprof, ["go", "switches", "migrate"]),
  ]

  private static let table: [String: [String]] = {
    let synonyms: [(command: String, synonyms: String)] = [
      ("serve", "web ui http https browser server gui interactive open"),
      ("flamegraph", "svg flame fg flames icicle flamechart flame-graph picture draw plot"),
      ("top", "text hot hotspots functions report-top tpo topn heap memory mem cpu"),
      ("diff", "delta difference changes subtract base cmp"),
      ("compare", "benchstat ab bench runs stat-test"),
      ("view", "html page show-page viewer"),
      ("dot", "graph graphviz callgraph png pdf gv"),
      (
        "info",
        "stat stats summary describe inspect types meta show print about probe file ls analyze analyse profile"
      ),
      ("raw", "dump cat everything"),
      ("traces", "stacks backtrace backtraces samples"),
      ("tags", "labels label"),
      ("list", "source annotate src lines code"),
      ("peek", "callers callees caller callee"),
      ("merge", "add sum combine proto aggregate concat"),
      ("convert", "export save transform translate to write"),
      ("check", "lint test assert verify gate validate leak leaks rules trend guard"),
      ("collect", "fetch scrape record watch get download poll snapshot monitor"),
      ("folded", "collapse stackcollapse collapsed fold"),
      ("callgrind", "kcachegrind qcachegrind cachegrind"),
      ("report", "incident postmortem post-mortem"),
      ("goroutines", "routines gr grs threads dumps"),
    ]
    var table: [String: [String]] = [:]
    for (command, synonyms) in synonyms {
      for word in synonyms.split(separator: " ") { table[String(word)] = [command] }
    }
    table["topproto"] = ["top", "--format", "pprof"]
    for word in ["sql", "table", "tables", "csv", "duckdb", "clickhouse", "ndjson"] {
      table[word] = ["rows", "--table", "samples"]
    }
    for word in ["jsonschema", "json-schema"] { table[word] = ["schema", "rows"] }
    return table
  }()
}
