import ProfileModel

/// The help of a command: description, usage, examples and options.
struct CommandHelp {
  private let facts: CommandFacts
  /// Whether all options are shown, or only the most used.
  private let isWhole: Bool

  init(_ facts: CommandFacts, isWhole: Bool) { (self.facts, self.isWhole) = (facts, isWhole) }

  var text: String {
    let sections = HelpSection.allCases.map { section in
      (section, options.filter { HelpSection(of: $0) == section })
    }
    var text = "\(facts.abstract)\n\nUsage: pproftool \(usage)\n"
    if !description.isEmpty { text += "\n\(HelpText.wrapped(description))\n" }
    text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
    for (section, options) in sections where !options.isEmpty {
      text += "\n\(section.rawValue):\n" + HelpText.table(options.map { ($0.usages, $0.text) })
    }
    return text + "\n" + ending
  }

  /// The description of the command: all of it, or the first paragraph.
  private var description: String {
    let lines = facts.discussion.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !HelpText.isExample($0) }
    let all = lines.isEmpty ? [] : isWhole ? lines : Array(lines.prefix { !$0.isEmpty })
    let end = all.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    return all[..<end].joined(separator: "\n")
  }

  private var examples: [String] {
    facts.discussion.split(separator: "\n").compactMap(HelpText.example).map { example in
      example.label == "Example" ? "\(example.command)" : "\(example.command)    # \(example.label)"
    }
  }

  private var options: [OptionFacts] {
    let all = facts.options.filter {
      !IgnoredOptions.isOne($0.name, of: facts.name) && !["--version", "--help"].contains($0.name)
    }
    guard !isWhole else { return all }
    let common = CommonOptions.of(facts.name)
    let chosen = all.filter { common.contains($0.name) }
    return chosen.sorted {
      (common.firstIndex(of: $0.name) ?? 0) < (common.firstIndex(of: $1.name) ?? 0)
    }
  }

  private var usage: String {
    let arguments =
      Self.arguments[facts.name]
      ?? facts.arguments.map { argument in
        let name = argument.valueName.uppercased() + (argument.isRepeating ? "…" : "")
        return argument.isOptional && !argument.isRepeating ? "[\(name)]" : name
      }.joined(separator: " ")
    return "\(facts.name) [OPTIONS] \(arguments)"
  }

  /// The usage of commands whose argument names do not suffice.
  private static let arguments = [
    "diff": "BEFORE AFTER", "compare": "BEFORE AFTER", "peek": "PATTERN PROFILE…",
    "list": "PATTERN PROFILE…", "convert": "PROFILE -o FILE", "merge": "PROFILE… -o FILE",
    "collect": "[NAME=]URL… -o FOLDER", "serve": "[PROFILE…]", "rows": "PROFILE… --out FOLDER",
    "report": "PROFILE… -o FILE.html",
  ]

  private var ending: String {
    let all = isWhole ? "" : "All options: pproftool \(facts.name) --help-all\n"
    return all + "Options of every command: pproftool --help\n"
  }
}

/// The sections of a command's options, in display order.
enum HelpSection: String, CaseIterable {
  case show = "What to show"
  case rules = "Rules"
  case comparing = "Comparing"
  case drawing = "Drawing"
  case serving = "Serving"
  case saving = "What to save"
  case filters = "Filters"
  case output = "Output"
  case reading = "Reading"
  case choosing = "Choosing profiles of folders"
  case fetching = "Fetching"

  init(of option: OptionFacts) {
    if let section = Self.ofNames[option.name] {
      self = section
      return
    }
    switch option.section {
    case "Filtering": self = .filters
    case "Rules", "Check": self = .rules
    case "Comparing": self = .comparing
    case "Drawing", "Page", "Telling": self = .drawing
    case "Serving": self = .serving
    case "Saving", "What", "When": self = .saving
    case "Output": self = .output
    case "Reading": self = .reading
    case "Choosing": self = .choosing
    case "Fetching": self = .fetching
    default: self = .show
    }
  }

  /// Options that belong to another section than their group.
  private static let ofNames: [String: HelpSection] = [
    "--sample-index": .show, "--mean": .show, "--divide-by": .show, "--unit": .show,
    "--relative-percentages": .show, "--format": .output, "--output": .output, "--to": .output,
    "--out": .output, "--open": .output, "--files-from": .reading, "--null": .reading,
    "--all-frames": .reading, "--add-comment": .output, "--focus": .filters, "--ignore": .filters,
    "--hide": .filters, "--show": .filters, "--show-from": .filters, "--prune-from": .filters,
    "--tagfocus": .filters, "--tagignore": .filters, "--tagshow": .filters, "--taghide": .filters,
    "--tagroot": .filters, "--tagleaf": .filters,
  ]
}

extension OptionFacts {
  /// Its usage with all names: `-f, --focus <regex>`.
  var usages: String {
    let short = names.filter { !$0.hasPrefix("--") }.sorted()
    return (short + [usage]).joined(separator: ", ")
  }

  /// Its help text, with the allowed values and the default.
  var text: String {
    let listed = values.isEmpty || values.allSatisfy(help.contains) ? "" : " (\(values.listed()))"
    let usual = defaultValue.map { " (default: \($0))" } ?? ""
    return help + listed + usual
  }
}
