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

  /// Opens a URL or a file on request; returns whether a browser was started.
  @discardableResult
  static func show(_ address: String) -> Bool {
    do {
      try ChildProcess.start(program, [address])
      return true
    } catch {
      Message.print("\(address): no browser could be opened: \(error)")
      return false
    }
  }
}
