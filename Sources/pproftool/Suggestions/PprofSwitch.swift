/// Switches of `go tool pprof` that have no meaning here, or several, and the advice on each.
///
/// Switches with one meaning are accepted silently: see `PprofSpelling`.
enum PprofSwitch {
  /// Switches about the binary, which is not needed here.
  private static let useless: Set<String> = ["buildid", "intel_syntax"]
  private static let advice = [
    "svg": "the command flamegraph, or dot", "web": "the command serve, or flamegraph --open",
    "http": "the command serve, with --listen",
    "tools": "the variable PATH, where llvm-symbolizer and addr2line are looked for",
    "kcachegrind": "the command callgrind", "proto": "the command merge",
    "topproto": "top --format pprof",
  ]
  private static let pictures: Set<String> = ["eog", "evince", "gif", "gv", "pdf", "png", "ps"]

  /// Advice on the commands of `go tool pprof` that show machine code; nil for any other name.
  static func machineCode(_ name: String) -> String? {
    guard ["disasm", "weblist"].contains(name) else { return nil }
    return "machine code is not shown here; use go tool pprof -weblist, or objdump -d"
  }

  /// The message about a switch; nil if it is an option here, or no switch of `go tool pprof`.
  static func hint(for word: String) -> String? {
    let option = word.prefix { $0 != "=" }
    let name = String(option.drop { $0 == "-" })
    if let hint = machineCode(name) { return "unknown option '\(option)': \(hint)" }
    // Here, the option takes no value.
    if name == "symbolize", option.count < word.count || !word.hasPrefix("--") {
      return "unknown option '\(option)': here, this is --symbolize, without a value"
    }
    if useless.contains(name) {
      return "unknown option '\(option)': it is not needed here, where only profiles are read"
    }
    return meaning(of: name).map { "unknown option '\(option)': here, this is \($0)" }
  }

  /// The command for a switch that names a picture; nil for any other.
  static func picture(for word: String) -> String? {
    let name = word.drop { $0 == "-" }
    if pictures.contains(String(name)) { return "dot" }
    return ["svg": "flamegraph", "web": "serve"][name]
  }

  /// An argument, with the ending that a command's output has in place of a picture's: `x.png` becomes `x.dot`.
  static func output(_ argument: String, of command: String) -> String {
    guard command == "dot", let dot = argument.lastIndex(of: "."),
      pictures.contains(argument[argument.index(after: dot)...].lowercased())
    else { return argument }
    return argument[..<dot] + ".dot"
  }

  private static func meaning(of name: String) -> String? {
    if pictures.contains(name) { return "the command dot, whose output graphviz draws" }
    return advice[name] ?? (CommandNames.isOne(name) ? "the command \(name)" : nil)
  }
}
