import ProfileSystem

/// The browser of a user who sits at this machine.
enum Browser {
  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Opens a URL, unless nobody would see it: without a terminal, over SSH, or as root.
  static func open(_ address: String) {
    guard FileDescriptor.standardOutput.isTerminal, ThisProcess.userID != 0,
      ThisProcess.environment("SSH_CONNECTION") == nil
    else { return }
    show(address)
  }

  /// How long the program may take to fail, in seconds; the browser itself may run on in it.
  private static let patience = 1.0

  /// Opens a URL or a file on request; returns whether a browser was started, as far as that is known.
  @discardableResult
  static func show(_ address: String) -> Bool {
    let problem: String
    do {
      switch try ChildProcess.start(program, [address], watchedFor: patience) {
      case nil, .status(0), .timeLimit: return true
      case .status(let status): problem = "\(program) ended with status \(status)"
      case .signal(let signal): problem = "\(program) was ended by signal \(signal)"
      }
    } catch {
      problem = "\(error)"
    }
    Message.print("\(address): no browser could be opened: \(problem)")
    return false
  }
}
