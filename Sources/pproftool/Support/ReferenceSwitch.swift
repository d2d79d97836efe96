/// Switches that users of `go tool pprof` type, and what they are called here.
enum ReferenceSwitch {
  private static let sampleTypes: Set<String> = [
    "inuse_space", "inuse_objects", "alloc_space", "alloc_objects", "contentions",
  ]
  private static let granularities: Set<String> = [
    "functions", "filefunctions", "files", "lines", "addresses",
  ]
  private static let others = [
    "flat": "--sort flat", "text": "the command top", "svg": "the command flamegraph, or dot",
    "web": "the command flamegraph", "http": "the command flamegraph",
    "proto": "the command convert or merge", "topproto": "top --format pprof",
    "total_delay": "--sample-index delay", "mean_delay": "--mean --sample-index delay",
    "trim": "--no-trim", "seconds": "curl, which saves what a server says",
    "weblist": "the command list", "disasm": "the command list",
    "callgrind": "the command callgrind",
  ]

  /// A sentence for an option that is unknown here and known there; nil for any other message.
  ///
  /// The message is that of ArgumentParser: `unknown option '-inuse_space'`.
  static func hint(for message: String) -> String? {
    guard message.hasPrefix("unknown option '"),
      let option = message.split(separator: "'").dropFirst().first
    else { return nil }
    let name = String(option.drop { $0 == "-" }.prefix { $0 != "=" })
    return meaning(of: name).map { "unknown option '\(option)': this is \($0) here" }
  }

  private static func meaning(of name: String) -> String? {
    if sampleTypes.contains(name) { return "--sample-index \(name)" }
    if granularities.contains(name) { return "--granularity \(name)" }
    if let other = others[name] { return other }
    let names = Pproftool.configuration.subcommands.compactMap {
      $0.configuration.commandName ?? $0._commandName
    }
    if names.contains(name) { return "the command \(name)" }
    return name.contains("_") ? "--" + name.split(separator: "_").joined(separator: "-") : nil
  }
}
