/// The help that a line asks for: on the program, a command, or a topic.
enum HelpPage {
  case program
  case command(String, isWhole: Bool)
  case topic(HelpTopic)

  /// Nil if the line does not ask for help, or asks for help on an unknown topic.
  init?(_ arguments: [String]) {
    let requests = arguments.optionIndices.map { arguments[$0] }.filter(Self.options.contains)
    guard arguments.first == "help" || !requests.isEmpty else { return nil }
    let isWhole = requests.contains("--help-all")
    let topics = arguments.filter { !requests.contains($0) }.drop { $0 == "help" }
    guard let name = topics.first else {
      self = .program
      return
    }
    // Behind a command stand its arguments.
    if arguments.first == "help", topics.count > 1 { return nil }
    if CommandNames.isOne(name) {
      self = .command(name, isWhole: isWhole)
    } else if let topic = HelpTopic(rawValue: name) {
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
