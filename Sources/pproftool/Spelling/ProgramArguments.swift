private import CStart
import ProfileSystem

extension ThisProcess {
  /// The arguments after the program's name; invalid UTF-8 is kept as `ReversibleText`.
  static var arguments: [String] {
    let count = cstart_argument_count()
    guard count > 0 else { return systemArguments }
    return (1..<max(1, count)).compactMap { unsafe text(cstart_argument($0)) }
  }

  /// Overwrites users and passwords in the memory that the process list shows; arguments read before stay.
  static func hideCredentials() {
    let isKnown = cstart_argument_count() > 0
    unsafe cstart_hide_credentials(
      isKnown ? 0 : CommandLine.argc, isKnown ? nil : CommandLine.unsafeArgv)
  }

  /// The arguments on systems that pass them only to the Swift runtime.
  private static var systemArguments: [String] {
    let count = Int(CommandLine.argc)
    return (1..<max(1, count)).compactMap { unsafe text(CommandLine.unsafeArgv[$0]) }
  }

  @unsafe private static func text(_ argument: UnsafePointer<CChar>?) -> String? {
    guard let argument = unsafe argument else { return nil }
    return unsafe ReversibleText.text(ofC: argument)
  }
}
