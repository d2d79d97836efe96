/// The words of `go tool pprof` as ours, where they have one meaning: `-top -cum -sample_index=space heap.pb.gz` is
/// `top --cum --sample-index=space heap.pb.gz`.
///
/// Options with one hyphen, and names with underscores, are options with two and with hyphens. What has several meanings
/// here, or none, stays as it is, and `ReferenceSwitch` says what to do.
enum ReferenceSpelling {
  /// The line in our words; a line of our words as it is.
  static func rewritten(_ words: [String]) -> [String] {
    let places = words.optionPlaces
    guard places.contains(where: { isForeign(words[$0]) }) else { return words }
    let hasCommand = words.first.map(CommandNames.isOne) ?? false
    var reader = ReferenceReader(takesReport: !hasCommand)
    let options = Set(places)
    var place = 0
    while place < words.count {
      let next = words.dropFirst(place + 1).first
      let isOption = options.contains(place) && isForeign(words[place])
      place += isOption ? reader.read(words[place], next: next) : reader.keep(words[place])
    }
    return reader.words
  }

  /// Whether a word is not written as options are here: one hyphen and a name, or underscores in a name.
  private static func isForeign(_ word: String) -> Bool {
    let name = word.prefix { $0 != "=" }
    if name.hasPrefix("--") {
      return name.contains("_") || word.hasPrefix("--symbolize=")
        || ReferenceReader.switches.contains(String(name.dropFirst(2)))
    }
    let letters = name.dropFirst()
    guard let first = letters.first, first.isLetter, letters.count > 1 else { return false }
    return !isShort(letters)
  }

  /// Whether it is several options of a letter: `-rq`.
  private static func isShort(_ letters: Substring) -> Bool {
    letters.allSatisfy(ShortOptions.flags.contains)
  }
}

/// Reads a line word by word and keeps what it means here.
struct ReferenceReader {
  /// Whether a switch may name the report, for no command does.
  private var takesReport: Bool
  private var command: [String] = []
  private var rest: [String] = []

  init(takesReport: Bool) { self.takesReport = takesReport }

  var words: [String] { command + rest }

  /// Reports that pprof asks for with a switch, and the command of each.
  static let reports: [String: [String]] = [
    "top": ["top"], "text": ["top"], "tree": ["tree"], "traces": ["traces"], "tags": ["tags"],
    "raw": ["raw"], "dot": ["dot"], "comments": ["comments"], "callgrind": ["callgrind"],
    "proto": ["merge"], "topproto": ["top", "--format", "pprof"], "flamegraph": ["flamegraph"],
  ]
  /// The same with a value.
  static let valuedReports: Set = ["peek", "list", "http"]

  /// Switches without a value there; with `=true` they are the same, with `=false` nothing.
  private static let flags: Set = [
    "call_tree", "compact_labels", "cum", "drop_negative", "mean", "noinlines", "normalize",
    "relative_percentages", "showcolumns", "all_frames",
  ]
  private static let meanings: [String: [String]] = [
    "flat": ["--sort", "flat"], "total_delay": ["--sample-index", "delay"],
    "mean_delay": ["--mean", "--sample-index", "delay"],
    "contentions": ["--sample-index", "contentions"],
    "inuse_space": ["--sample-index", "inuse_space"],
    "inuse_objects": ["--sample-index", "inuse_objects"],
    "alloc_space": ["--sample-index", "alloc_space"],
    "alloc_objects": ["--sample-index", "alloc_objects"],
    "functions": ["--granularity", "functions"],
    "filefunctions": ["--granularity", "filefunctions"],
    "files": ["--granularity", "files"], "lines": ["--granularity", "lines"],
    "addresses": ["--granularity", "addresses"],
  ]

  /// All that is no option here, so that it may be written with two hyphens, too.
  static let switches = Set(reports.keys).union(valuedReports).union(meanings.keys)

  /// Keeps a word as it is, and gives how many words that took.
  mutating func keep(_ word: String) -> Int {
    rest.append(word)
    return 1
  }

  /// Takes an option, and gives how many words that took.
  mutating func read(_ word: String, next: String?) -> Int {
    let parts = word.drop { $0 == "-" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let (name, value) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    if let count = readReport(name, value, next: next) { return count }
    let isOn = Self.boolean(value)
    if let meaning = Self.meanings[name], let isOn { return add(isOn ? meaning : []) }
    if name == "trim", let isOn { return add(isOn ? [] : ["--no-trim"]) }
    if Self.flags.contains(name), isOn == false { return add([]) }
    if name == "symbolize" { return readSymbolizing(word, value, next: next) }
    if name == "timeout", let seconds = value ?? next, Int(seconds) != nil {
      return add(["--timeout=\(seconds)s"], taking: value == nil ? 2 : 1)
    }
    // What has its own answer is left to `ReferenceSwitch`.
    guard ReferenceSwitch.hint(for: word) == nil else { return keep(word) }
    let ours =
      "--" + name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
    let isSame = Self.flags.contains(name) && isOn == true
    return add([isSame ? ours : value.map { "\(ours)=\($0)" } ?? ours])
  }

  private mutating func readReport(_ name: String, _ value: String?, next: String?) -> Int? {
    guard takesReport else { return nil }
    if let words = Self.reports[name], Self.boolean(value) == true {
      takesReport = false
      command = words
      return 1
    }
    guard Self.valuedReports.contains(name), let given = value ?? next else { return nil }
    takesReport = false
    command = name == "http" ? ["serve", "--listen", Self.address(given)] : [name, given]
    return value == nil ? 2 : 1
  }

  /// An address as pprof takes it; `:8080` is of this machine alone there, too.
  private static func address(_ text: String) -> String {
    text.hasPrefix(":") ? "localhost\(text.count > 1 ? text : ":0")" : text
  }

  /// What a switch says, as Go reads it; nil for what it does not take.
  private static func boolean(_ value: String?) -> Bool? {
    switch value {
    case nil, "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }

  /// Reads `-symbolize=none:demangle=full`, of which nothing is looked up here unless it is asked for; the other modes are
  /// left to `ReferenceSwitch`.
  private mutating func readSymbolizing(_ word: String, _ value: String?, next: String?) -> Int {
    var ours: [String] = []
    for mode in (value ?? next ?? "").split(separator: ":") {
      if mode.hasPrefix("demangle=") {
        ours += ["--demangle", String(mode.dropFirst("demangle=".count))]
      } else if mode != "none", mode != "no" {
        return keep(word)
      }
    }
    return add(ours, taking: value == nil ? 2 : 1)
  }

  /// Adds words in place of some of the line, and gives how many.
  private mutating func add(_ words: [String], taking count: Int = 1) -> Int {
    rest += words
    return count
  }
}
