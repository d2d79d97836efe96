import ProfileSystem

/// The browser of a person who sits in front of the machine.
enum Browser {
  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Opens an address, unless nobody would see it: not without a terminal, over SSH, or as root.
  static func open(_ address: String) {
    guard FileDescriptor.standardOutput.isTerminal, ThisProcess.userID != 0,
      ThisProcess.environment("SSH_CONNECTION") == nil
    else { return }
    show(address)
  }

  /// Opens an address or a file because somebody asked for it; whether that could be tried.
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
