/// The help that a line asks for: of the program, of a command, of a topic.
enum HelpPage {
  case program
  case command(String, isWhole: Bool)
  case topic(HelpTopic)

  /// Nil for a line that asks for no help, or for help on what there is not.
  init?(_ words: [String]) {
    let asked = words.optionPlaces.map { words[$0] }.filter(Self.options.contains)
    guard words.first == "help" || !asked.isEmpty else { return nil }
    let isWhole = asked.contains("--help-all")
    let subjects = words.filter { !asked.contains($0) }.drop { $0 == "help" }
    guard let subject = subjects.first else {
      self = .program
      return
    }
    if CommandNames.isOne(subject) {
      self = .command(subject, isWhole: isWhole)
    } else if let topic = HelpTopic(rawValue: subject) {
      self = .topic(topic)
    } else {
      return nil
    }
  }

  private static let options: Set = ["-h", "--help", "--help-all"]

  private static func text(of name: String, isWhole: Bool) -> String {
    guard let command = CommandNames.command(named: name) else { return "" }
    return CommandHelp(CommandFacts.of(command), isWhole: isWhole).text
  }

  var text: String {
    switch self {
    case .program: ProgramHelp.text
    case .command(let name, let isWhole):
      Self.text(of: name, isWhole: isWhole)
    case .topic(let topic): topic.text
    }
  }
}
