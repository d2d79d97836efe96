import ArgumentParser

/// Switches that users of `go tool pprof` type, and what they are called here.
enum ReferenceSwitch {
  private static let sampleTypes: Set<String> = [
    "inuse_space", "inuse_objects", "alloc_space", "alloc_objects", "contentions",
  ]
  private static let granularities: Set<String> = [
    "functions", "filefunctions", "files", "lines", "addresses",
  ]
  /// What has the same name here, but for hyphens.
  private static let options: Set<String> = [
    "add_comment", "all_frames", "base", "call_tree", "compact_labels", "cum", "diff_base",
    "divide_by", "drop_negative", "edgefraction", "focus", "hide", "ignore", "mean", "nodecount",
    "nodefraction", "noinlines", "normalize", "output", "prune_from", "relative_percentages",
    "sample_index", "show", "show_from", "showcolumns", "source_path", "tagfocus", "taghide",
    "tagignore", "tagleaf", "tagroot", "tagshow", "trim_path", "unit",
  ]
  /// What only a binary, a server or a browser would need.
  private static let useless: Set<String> = [
    "buildid", "intel_syntax", "no_browser", "timeout", "tls_ca", "tls_cert", "tls_key",
  ]
  private static let others = [
    "flat": "--sort flat", "text": "the command top", "svg": "the command flamegraph, or dot",
    "web": "the command flamegraph, or serve", "http": "the command serve, with --listen",
    "proto": "the command convert or merge", "topproto": "top --format pprof",
    "total_delay": "--sample-index delay", "mean_delay": "--mean --sample-index delay",
    "trim": "--no-trim", "seconds": "curl, which saves what a server says",
    "tools": "the variable PATH, where llvm-symbolizer and addr2line are looked for,",
    "kcachegrind": "the command callgrind",
  ]
  private static let pictures: Set<String> = ["eog", "evince", "gif", "gv", "pdf", "png", "ps"]

  /// Refuses words with one hyphen before they are taken for several options of a letter, such as that
  /// for help in `-flamegraph`.
  static func check(_ arguments: [String]) throws {
    let arguments = arguments.prefix { $0 != "--" }
    for (word, next) in zip(arguments, arguments.dropFirst() + [""]) where word.hasPrefix("-") {
      if let hint = symbolizingHint(for: word, next) { throw ValidationError(hint) }
      let option = word.prefix { $0 != "=" }
      guard option.count > 2, !option.hasPrefix("--") else { continue }
      if let hint = hint(for: option) { throw ValidationError(hint) }
      if option.contains("h") { throw ValidationError("unknown option '\(option)'") }
    }
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
      return "unknown option '\(option)': this is --demangle \(form) here"
    }
    // The one that there is here takes no value.
    guard parts.count > 1 || !option.hasPrefix("--") else { return nil }
    let isOff = values.contains { $0 == "none" || $0 == "no" }
    return isOff
      ? "unknown option '\(option)': addresses are looked up only with --symbolize here"
      : "unknown option '\(option)': this is --symbolize here, without a value"
  }

  /// A sentence for an option that is unknown here and known there, which may be the message itself; nil for
  /// any other message.
  ///
  /// The message is that of ArgumentParser: `unknown option '-inuse_space'`.
  static func hint(forMessage message: String) -> String? {
    guard message.hasPrefix("unknown option '") else { return nil }
    if message.contains("': ") { return message }
    return message.split(separator: "'").dropFirst().first.flatMap { hint(for: $0) }
  }

  /// What to use in place of the commands of `go tool pprof` that show machine code; nil for any other name.
  static func machineCode(_ name: String) -> String? {
    guard ["disasm", "weblist"].contains(name) else { return nil }
    return "machine code is not shown here; use go tool pprof -weblist, or objdump -d"
  }

  private static func hint(for option: Substring) -> String? {
    let name = String(option.drop { $0 == "-" }.prefix { $0 != "=" })
    if let refusal = machineCode(name) { return "unknown option '\(option)': \(refusal)" }
    if useless.contains(name) {
      return "unknown option '\(option)': it has no use here, where only profiles are read"
    }
    return meaning(of: name).map { "unknown option '\(option)': this is \($0) here" }
  }

  private static func meaning(of name: String) -> String? {
    if sampleTypes.contains(name) { return "--sample-index \(name)" }
    if granularities.contains(name) { return "--granularity \(name)" }
    if pictures.contains(name) { return "the command dot, whose text graphviz draws," }
    if let other = others[name] { return other }
    if options.contains(name) {
      return "--" + name.split(separator: "_").joined(separator: "-")
    }
    let isCommand = Pproftool.configuration.subcommands.contains {
      $0.configuration.commandName == name
    }
    return isCommand ? "the command \(name)" : nil
  }
}
