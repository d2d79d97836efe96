private import CStart
import ProfileSystem

extension ThisProcess {
  /// What was given after the program's name; what is no UTF-8 is kept as `ReversibleText`.
  static var arguments: [String] {
    let count = cstart_argument_count()
    guard count > 0 else { return systemArguments }
    return (1..<max(1, count)).compactMap { unsafe text(cstart_argument($0)) }
  }

  /// Overwrites users and passwords in the memory that the list of processes is read from; what was read before stays.
  static func hideCredentials() {
    let isKnown = cstart_argument_count() > 0
    unsafe cstart_hide_credentials(
      isKnown ? 0 : CommandLine.argc, isKnown ? nil : CommandLine.unsafeArgv)
  }

  /// The same where the system hands its arguments to nobody but the runtime.
  private static var systemArguments: [String] {
    let count = Int(CommandLine.argc)
    return (1..<max(1, count)).compactMap { unsafe text(CommandLine.unsafeArgv[$0]) }
  }

  @unsafe private static func text(_ argument: UnsafePointer<CChar>?) -> String? {
    guard let argument = unsafe argument else { return nil }
    return unsafe ReversibleText.text(ofC: argument)
  }
}
