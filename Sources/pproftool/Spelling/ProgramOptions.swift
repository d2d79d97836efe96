import ArgumentParser

/// The options of every command.
///
/// They are removed from the line before a command parses it: an option group shared by all commands would slow each
/// one's start. `Pproftool` declares them too, for help, completions and man pages.
struct ProgramOptions: Equatable, Sendable {
  /// When output is coloured.
  enum Color: String, CaseIterable, ExpressibleByArgument, Sendable { case auto, always, never }

  var color: Color?
  var hasPager = true
  /// Whether `.pproftool.yaml` and the variables `PPROFTOOL_…` are used.
  var hasProject = true
  /// The error in these options; nil if they are valid.
  var problem: String?

  init() {}

  /// Removes these options from a line.
  init(removedFrom arguments: inout [String]) {
    var kept: [String] = []
    let options = Set(arguments.optionIndices)
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      if !options.contains(index)
        || !parse(word, next: arguments.dropFirst(index + 1).first, &index)
      {
        kept.append(word)
      }
      index += 1
    }
    arguments = kept
  }

  /// Parses one of these options, and skips its value; false for any other argument.
  private mutating func parse(_ word: String, next: String?, _ index: inout Int) -> Bool {
    switch word {
    case "--no-pager": hasPager = false
    case "--no-config": hasProject = false
    case "--color":
      setColor(next)
      index += 1
    case _ where word.hasPrefix("--color="): setColor(String(word.dropFirst("--color=".count)))
    default: return false
    }
    return true
  }

  /// The last one counts: an alias may give one already.
  private mutating func setColor(_ text: String?) {
    color = text.flatMap(Color.init)
    guard color == nil else { return }
    let found = text.map { ", not '\($0)'" } ?? ""
    problem = "--color takes auto, always or never\(found)"
  }
}
