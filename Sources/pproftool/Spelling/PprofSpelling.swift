/// Rewrites switches of `go tool pprof` that have one meaning here: `-top -cum -sample_index=space heap.pb.gz`
/// becomes `top --cum --sample-index=space heap.pb.gz`.
///
/// Single hyphens become double, and underscores become hyphens. A switch with several meanings, or none, stays as it
/// is; `PprofSwitch` gives advice on it.
enum PprofSpelling {
  /// The rewritten line; a line without such switches is unchanged.
  static func rewritten(_ arguments: [String]) -> [String] {
    let options = Set(arguments.optionIndices)
    guard options.contains(where: { isForeign(arguments[$0]) }) else { return arguments }
    let hasCommand = arguments.first.map(CommandNames.isOne) ?? false
    let isProto = !hasCommand && options.contains { PprofArgumentReader.isProto(arguments[$0]) }
    var reader = PprofArgumentReader(mayNameReport: !hasCommand, keepsAll: isProto)
    var index = 0
    while index < arguments.count {
      let next = arguments.dropFirst(index + 1).first
      let isOption = options.contains(index) && isForeign(arguments[index])
      index += isOption ? reader.read(arguments[index], next: next) : reader.keep(arguments[index])
    }
    return reader.arguments
  }

  /// Whether a switch is written as in `go tool pprof`: with one hyphen and a name, or with underscores.
  private static func isForeign(_ word: String) -> Bool {
    let name = word.prefix { $0 != "=" }
    if name.hasPrefix("--") {
      return name.contains("_") || word.hasPrefix("--symbolize=")
        || PprofArgumentReader.switches.contains(String(name.dropFirst(2)))
    }
    let letters = name.dropFirst()
    guard let first = letters.first, first.isLetter, letters.count > 1 else { return false }
    return !isShort(letters)
  }

  /// Whether it is several one-letter options: `-rq`.
  private static func isShort(_ letters: Substring) -> Bool {
    letters.allSatisfy(ShortOptions.flags.contains)
  }
}

/// Reads a line argument by argument and collects its rewritten form.
struct PprofArgumentReader {
  /// Whether a switch may name the report, because no command is given.
  private var mayNameReport: Bool
  /// Whether the report is `-proto`, which keeps all sample types and all of a frame whatever is selected.
  private let keepsAll: Bool
  private var command: [String] = []
  private var rest: [String] = []

  init(mayNameReport: Bool, keepsAll: Bool) {
    (self.mayNameReport, self.keepsAll) = (mayNameReport, keepsAll)
  }

  var arguments: [String] { command + rest }

  /// The switches for reports, and the command of each.
  static let reports: [String: [String]] = [
    "top": ["top"], "text": ["top"], "tree": ["tree"], "traces": ["traces"], "tags": ["tags"],
    "raw": ["raw"], "dot": ["dot"], "comments": ["comments"], "callgrind": ["callgrind"],
    "proto": ["merge"], "topproto": ["top", "--format", "pprof"], "flamegraph": ["flamegraph"],
  ]
  /// The switches for reports that have a value.
  static let valuedReports: Set = ["peek", "list", "http"]

  /// Switches without a value: `=true` means the same, `=false` means nothing.
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

  /// Switches that are not options here, and so may be written with two hyphens too.
  static let switches = Set(reports.keys).union(valuedReports).union(meanings.keys)

  /// Switches for the selections that `-proto` does not apply, unlike `merge`, into which it is rewritten.
  private static let ofTables: Set = ["--sample-index", "--granularity", "--mean"]

  /// Whether an argument is the switch `-proto`.
  static func isProto(_ word: String) -> Bool {
    let (name, value) = parts(of: word)
    return name == "proto" && boolean(value) == true
  }

  /// The name of a switch, and its value if it is joined.
  private static func parts(of word: String) -> (name: String, value: String?) {
    let parts = word.drop { $0 == "-" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
  }

  /// Keeps an argument unchanged; returns the number of arguments consumed.
  mutating func keep(_ word: String) -> Int {
    rest.append(word)
    return 1
  }

  /// Reads an option; returns the number of arguments consumed.
  mutating func read(_ word: String, next: String?) -> Int {
    let (name, value) = Self.parts(of: word)
    if let count = readReport(name, value, next: next) { return count }
    let isOn = Self.boolean(value)
    if let meaning = Self.meanings[name], let isOn {
      return add(isOn && !(keepsAll && Self.ofTables.contains(meaning[0])) ? meaning : [])
    }
    if name == "trim", let isOn { return add(isOn ? [] : ["--no-trim"]) }
    if Self.flags.contains(name), isOn == false { return add([]) }
    if name == "symbolize" { return readSymbolizing(word, value, next: next) }
    if name == "timeout", let seconds = value ?? next, Int(seconds) != nil {
      return add(["--timeout=\(seconds)s"], consuming: value == nil ? 2 : 1)
    }
    // Switches with advice of their own are left to `PprofSwitch`.
    guard PprofSwitch.hint(for: word) == nil else { return keep(word) }
    let option =
      "--" + name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
    // The value may be joined to `-f`, of which a word with two hyphens would show no sign.
    if name.first == "f", name != "focus", CommandCheck.commands(with: option).isEmpty {
      return keep(word)
    }
    let isFlag = Self.flags.contains(name)
    if keepsAll, Self.ofTables.contains(option) {
      return add([], consuming: isFlag || value != nil ? 1 : 2)
    }
    let isOnSwitch = isFlag && isOn == true
    return add([isOnSwitch ? option : value.map { "\(option)=\($0)" } ?? option])
  }

  private mutating func readReport(_ name: String, _ value: String?, next: String?) -> Int? {
    guard mayNameReport else { return nil }
    if let arguments = Self.reports[name], Self.boolean(value) == true {
      mayNameReport = false
      command = arguments
      return 1
    }
    guard Self.valuedReports.contains(name), let given = value ?? next else { return nil }
    mayNameReport = false
    command = name == "http" ? ["serve", "--listen", Self.address(given)] : [name, given]
    return value == nil ? 2 : 1
  }

  /// An address as `go tool pprof` accepts it; there too, `:8080` means only this machine.
  private static func address(_ text: String) -> String {
    text.hasPrefix(":") ? "localhost\(text.count > 1 ? text : ":0")" : text
  }

  /// The value of a switch as Go parses it; nil if it is not a boolean.
  private static func boolean(_ value: String?) -> Bool? {
    switch value {
    case nil, "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }

  /// Reads `-symbolize=none:demangle=full`. Without symbolization only the demangling matters; other modes are left
  /// to `PprofSwitch`.
  private mutating func readSymbolizing(_ word: String, _ value: String?, next: String?) -> Int {
    var options: [String] = []
    for mode in (value ?? next ?? "").split(separator: ":") {
      if mode.hasPrefix("demangle=") {
        options += ["--demangle", String(mode.dropFirst("demangle=".count))]
      } else if mode != "none", mode != "no" {
        return keep(word)
      }
    }
    return add(options, consuming: value == nil ? 2 : 1)
  }

  /// Adds arguments in place of some of the line; returns the number of arguments consumed.
  private mutating func add(_ arguments: [String], consuming count: Int = 1) -> Int {
    rest += arguments
    return count
  }
}
