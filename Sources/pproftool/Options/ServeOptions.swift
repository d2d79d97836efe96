import ArgumentParser
import ProfileServing
import ProfileSystem

/// Where the server listens, whom it serves, and what it compares with.
struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where to listen: HOST:PORT, PORT on this machine, or unix:PATH for a socket that only its owner can open (default: 127.0.0.1 and any free port).",
      valueName: "address"))
  var listen: String?

  @Option(
    help: ArgumentHelp("The profile to compare with on the first page.", valueName: "profile"),
    completion: .file())
  var base: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Like --base, with percentages of the base's total.", valueName: "profile"),
    completion: .file())
  var diffBase: SystemPath?

  @Option(
    help: ArgumentHelp("A file with rules. May be given several times.", valueName: "file"),
    completion: .file())
  var rules: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A known-good profile or folder for the rules. May be given several times.",
      valueName: "profile"),
    completion: .file())
  var baseline: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "Also accept requests for this host name, as sent through a proxy or tunnel. May be given several times.",
      valueName: "name"))
  var allowHost: [String] = []

  @Flag(
    help:
      "Accept requests from other machines, only for names of --allow-host; traffic is not encrypted."
  )
  var allowRemote = false

  @Flag(help: "Do not accept profiles from the browser.")
  var noUpload = false

  @Flag(help: "Do not open a browser.")
  var noBrowser = false

  @Option(
    name: .customLong("exit-after"),
    help: ArgumentHelp(
      "Exit after this long without a request, as in 30m (default: never).", valueName: "time"))
  var exitAfterText: String?

  func validate() throws {
    guard base == nil || diffBase == nil else {
      throw ValidationError("--base and --diff-base cannot be given together")
    }
    guard try address.isLoopback || allowRemote else {
      throw ValidationError(
        "--listen \(listen ?? "") is open to other machines; give --allow-remote and --allow-host, or use ssh -L"
      )
    }
    guard !allowRemote || !allowHost.isEmpty else {
      throw ValidationError("--allow-remote needs --allow-host, the host name that others use")
    }
    if let name = allowHost.first(where: { !AllowedHostName.isOne($0) }) {
      throw ValidationError("--allow-host: expected a name without a port, found '\(name)'")
    }
    if let exitAfterText, exitAfter == nil {
      throw ValidationError(
        "--exit-after: expected a length of time, as in 30m, found '\(exitAfterText)'")
    }
  }

  var address: ListenAddress {
    get throws {
      do { return try listen.map(ListenAddress.init) ?? .usual } catch {
        throw ValidationError("--listen: \(error)")
      }
    }
  }

  /// The idle time before exit, in seconds; nil for never.
  var exitAfter: Double? { exitAfterText.flatMap(TimeLength.parse).flatMap { $0 > 0 ? $0 : nil } }
}

/// A host name as in a request.
private enum AllowedHostName {
  static func isOne(_ text: String) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") { return true }
    return !text.isEmpty && !text.contains { ":/ ".contains($0) }
  }
}
