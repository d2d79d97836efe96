import ArgumentParser
import ProfileFetching
import ProfileModel
import ProfileServing
import ProfileSystem

/// `serve`: profiles in a browser.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "serve",
    abstract: "Show profiles in a browser: flame graphs, filters, every report, comparisons.",
    discussion: """
      Prints a URL that contains a secret; requests without it are refused. The profiles of a folder are listed, newest \
      first. You can drop more profiles on the page; they stay in memory. Nothing is written to disk. To use it from \
      another machine: ssh -L 8080:localhost:8080 HOST, and run serve --listen 127.0.0.1:8080 there.

      Example: pproftool serve heap.pb.gz
      What changed: pproftool serve --base yesterday.pb.gz today.pb.gz
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, folders or URLs to show; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @OptionGroup var listing: ListOptions
  @OptionGroup(title: "Serving") var serving: ServeOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions
  @OptionGroup var completing: CompletingOptions

  mutating func validate() throws {
    try filters.showSampleType(of: reading)
    try reading.selection.refuseComparison()
    try reading.selection.refuseLimit("a page says what could not be read")
    let isGiven = !paths.isEmpty || listing.filesFrom != nil
    if isGiven { try listing.check(paths) }
    guard listing.filesFrom != "-" else {
      throw ValidationError(
        "serve reads a list again whenever rules are checked, so --files-from needs a file here")
    }
    guard isGiven || !serving.noUpload else {
      throw ValidationError("there is nothing to show; give a profile, or leave out --no-upload")
    }
  }

  mutating func run() throws {
    applyProject()
    let watch = IdleWatch(limit: serving.exitAfter)
    Signals.handOn { _ in watch.end() }
    // An invalid rule is reported before the server starts.
    _ = try CheckRuleOptions.parse([]).ruleSet(files: serving.rules)
    try checkBaseline()
    let shelf = ProfileShelf(reading, completing.completion)
    var content = ServedContent(shelf, reading, listing.list)
    try content.read(paths, base: serving.base, diffBase: serving.diffBase)
    try filters.sampleIndex.map(shelf.require)
    let token = try AccessToken()
    let site = try site(content, token) { watch.touch() }
    let address = try listen()
    let socket = try FileError.named("--listen \(serving.listen ?? "")") {
      try ListeningSocket(address)
    }
    let server = try HTTPServer(on: socket, busy: ServedSite.busy) { site.step($0) }
    try announce(address, socket, token)
    watch.wait { server.openConnections == 0 }
    stop(server, socket)
  }
}

extension Serve {
  /// Applies the project's rules and baseline where none are given.
  private mutating func applyProject() {
    var rules = CheckRuleOptions()
    (rules.rules, rules.baseline) = (serving.rules, serving.baseline)
    let (options, messages) = rules.withProject()
    (serving.rules, serving.baseline) = (options.rules, options.baseline)
    if !reading.quiet { messages.forEach(Message.print) }
  }

  /// Rejects a baseline that cannot be read. A folder is read, and a service asked, when rules are checked.
  private func checkBaseline() throws {
    for path in serving.baseline.map(CheckInputs.path).flatMap(PathPattern.expanded)
    where path != "-" && !ServiceURL.isOne(path) && !path.isFolder {
      do { _ = try reading.readAllQuietly(path) } catch {
        throw FileError(InputFile.name(of: path), error)
      }
    }
  }

  private func site(
    _ content: ServedContent, _ token: AccessToken, onRequest: @escaping @Sendable () -> Void
  ) throws -> ServedSite {
    let arguments = NormalizedLine.current.arguments
    let given = GivenOptions(
      arguments, valued: ServedOptions.reading.subtracting(ServedOptions.readingFlags),
      flags: ServedOptions.readingFlags)
    let query = GivenOptions(
      arguments, valued: ServedOptions.valued, flags: ServedOptions.flags)
    var settings = ServedSite.Settings()
    settings.mayUpload = !serving.noUpload
    settings.onRequest = onRequest
    settings.query = RequestQuery(query.items)
    (settings.base, settings.problems) = (content.base, content.problems)
    settings.hasSources = !graph.sourceFolders.isEmpty
    let rules = ServedRules(
      paths: paths, listing: listing, rules: serving.rules, baseline: serving.baseline,
      reading: reading,
      given: given.arguments)
    let reports = ServedReports(
      shelf: content.shelf, given: given.arguments, completion: completing.completion,
      rules: rules)
    return ServedSite(
      reports, settings, token, hosts: serving.allowHost, isRemote: serving.allowRemote)
  }

  private func listen() throws -> ListenAddress {
    let address = try serving.address
    guard serving.allowRemote else { return address }
    Message.print(
      "warning: nothing is encrypted, so anyone who can read the network can read the address and the profiles; ssh -L is safer"
    )
    return address
  }

  /// Prints the URL, and opens it in a browser if the user sits at this machine.
  private func announce(
    _ address: ListenAddress, _ socket: ListeningSocket, _ token: AccessToken
  ) throws {
    let text: String
    switch address {
    case .path(let path):
      text = "http+unix://\(PercentEncoding.encoded(path.bytes))/\(token.text)/"
    case .address(let host, _):
      // Other machines use the given name.
      let name =
        serving.allowRemote ? serving.allowHost[0] : host.contains(":") ? "[\(host)]" : host
      text = "http://\(name):\(socket.port)/\(token.text)/"
    }
    try OutputFile(path: nil).write { $0.write(text + "\n") }
    if !serving.noBrowser, case .address = address { Browser.open(text) }
  }

  /// Lets running requests finish, for at most two seconds.
  private func stop(_ server: HTTPServer, _ socket: ListeningSocket) {
    // While the socket is open, its inode number cannot belong to another file.
    socket.removePath()
    server.quiesce()
    let end = ThisProcess.monotonicSeconds + 2
    let monitor = Monitor()
    while server.openConnections > 0, ThisProcess.monotonicSeconds < end {
      monitor.locked { monitor.wait(atMost: 0.02) }
    }
    // Threads that are still computing are not waited for.
    ThisProcess.endAtOnce(0)
  }
}
