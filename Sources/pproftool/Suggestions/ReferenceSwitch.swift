/// Switches of `go tool pprof` that have no meaning here, or several, and what to do instead.
///
/// Those with one meaning are taken silently: see `ReferenceSpelling`.
enum ReferenceSwitch {
  /// What only a binary would need.
  private static let useless: Set<String> = ["buildid", "intel_syntax"]
  private static let others = [
    "svg": "the command flamegraph, or dot", "web": "the command serve, or flamegraph --open",
    "http": "the command serve, with --listen",
    "tools": "the variable PATH, where llvm-symbolizer and addr2line are looked for",
    "kcachegrind": "the command callgrind",
  ]
  private static let pictures: Set<String> = ["eog", "evince", "gif", "gv", "pdf", "png", "ps"]

  /// What is to be said of a word, whose value may be the next; nil for what pprof does not know.
  static func refusal(of word: String, next: String) -> String? {
    if let hint = symbolizingHint(for: word, next) { return hint }
    return hint(for: word)
  }

  /// What `-symbolize=demangle=full` is called here, whose value may be a word of its own.
  private static func symbolizingHint(for word: String, _ next: String) -> String? {
    let parts = word.split(separator: "=", maxSplits: 1)
    guard let option = parts.first, option.drop(while: { $0 == "-" }) == "symbolize" else {
      return nil
    }
    let values = (parts.count > 1 ? parts[1] : next[...]).split(separator: ":")
    if let value = values.first(where: { $0.hasPrefix("demangle=") }) {
      let form = value.dropFirst("demangle=".count)
      return "unknown option '\(option)': here, this is --demangle \(form)"
    }
    // The one that there is here takes no value.
    guard parts.count > 1 || !option.hasPrefix("--") else { return nil }
    let isOff = values.contains { $0 == "none" || $0 == "no" }
    return isOff
      ? "unknown option '\(option)': here, addresses are looked up only with --symbolize"
      : "unknown option '\(option)': here, this is --symbolize, without a value"
  }

  /// What to use in place of the commands of `go tool pprof` that show machine code; nil for any other name.
  static func machineCode(_ name: String) -> String? {
    guard ["disasm", "weblist"].contains(name) else { return nil }
    return "machine code is not shown here; use go tool pprof -weblist, or objdump -d"
  }

  /// The same without the value; nil for what is an option here, or nothing there.
  static func hint(for word: String) -> String? {
    let option = word.prefix { $0 != "=" }
    let name = String(option.drop { $0 == "-" })
    if let refusal = machineCode(name) { return "unknown option '\(option)': \(refusal)" }
    if useless.contains(name) {
      return "unknown option '\(option)': it is not needed here, where only profiles are read"
    }
    return meaning(of: name).map { "unknown option '\(option)': here, this is \($0)" }
  }

  private static func meaning(of name: String) -> String? {
    if pictures.contains(name) { return "the command dot, whose output graphviz draws" }
    return others[name] ?? (CommandNames.isOne(name) ? "the command \(name)" : nil)
  }
}
