import ArgumentParser

/// The options that every command takes.
///
/// They are taken out of the line before a command sees it: in a group of all commands they would make each of them start
/// later. `Pproftool` declares them, too, for help, completions and man pages.
struct ProgramOptions: Equatable, Sendable {
  /// When output has colours.
  enum Color: String, CaseIterable, ExpressibleByArgument, Sendable { case auto, always, never }

  var color: Color?
  var hasPager = true
  /// Whether `.pproftool.yaml` and the variables `PPROFTOOL_…` count.
  var hasProject = true
  /// What is wrong with them; nil if nothing is.
  var problem: String?

  init() {}

  /// Takes them out of a line.
  init(takenFrom words: inout [String]) {
    var kept: [String] = []
    let places = Set(words.optionPlaces)
    var place = 0
    while place < words.count {
      let word = words[place]
      if !places.contains(place) || !take(word, next: words.dropFirst(place + 1).first, &place) {
        kept.append(word)
      }
      place += 1
    }
    words = kept
  }

  /// Takes an option, and with it the word behind it if that is its value; whether it is one.
  private mutating func take(_ word: String, next: String?, _ place: inout Int) -> Bool {
    switch word {
    case "--no-pager": hasPager = false
    case "--no-config": hasProject = false
    case "--color":
      setColor(next)
      place += 1
    case _ where word.hasPrefix("--color="): setColor(String(word.dropFirst("--color=".count)))
    default: return false
    }
    return true
  }

  private mutating func setColor(_ text: String?) {
    color = text.flatMap(Color.init)
    guard color == nil else { return }
    let found = text.map { ", not '\($0)'" } ?? ""
    problem = "--color takes auto, always or never\(found)"
  }
}
