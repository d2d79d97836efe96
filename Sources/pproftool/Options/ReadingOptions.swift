import ArgumentParser
import NameDemangling
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSystem

extension InputFormat: ExpressibleByArgument {
  init?(argument: String) { self.init(name: argument) }

  var defaultValueDescription: String { name }

  static var allValueStrings: [String] { all.map(\.name) }
}

/// How profiles are read, in every command that reads profiles.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the profiles (default: detected from their content).", valueName: "format"))
  var from: InputFormat?

  @Flag(
    name: [.customShort("r"), .long],
    help: "Read folders recursively; links to folders are not followed.")
  var recursive = false

  @Option(
    help: ArgumentHelp(
      """
      Only profiles of this kind: heap, cpu, goroutine, allocs, block, mutex, threadcreate, goroutineleak, or those \
      with a sample type such as inuse_space, which reports then show.
      """, valueName: "name"),
    completion: .list(WantedKind.names))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "The size limit for a decompressed profile, for example 512MB or 8GiB (default: 4GiB). Its tables in memory may take a quarter of that; this limit is never below 64 MiB.",
      valueName: "bytes"),
    transform: ByteCount.option)
  var maxSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which of several dumps in one file to read: 1 is the first, -1 the last.",
      valueName: "number"),
    transform: WholeNumber.option)
  var nth: Int?

  @Flag(help: "Keep goroutine ids and arguments as labels.")
  var keepIds = false

  // A text: an option type of its own adds a twentieth to the start time of every command.
  @Option(
    help: ArgumentHelp(
      "How to demangle C++ and Rust names: none, default (names only), templates (with template arguments) or full (with parameters too).",
      valueName: "form"),
    completion: .list(Demangling.allCases.map(\.rawValue)), transform: Self.demanglingStyle)
  var demangle: String?

  @Flag(
    help: """
      Look up function names for bare addresses: in the binaries on this machine, with llvm-symbolizer or addr2line; for a \
      URL, with the service's /symbol.
      """)
  var symbolize = false

  @Option(
    help: ArgumentHelp(
      """
      With --symbolize: folders to search for binaries by build id, path or name, before PPROF_BINARY_PATH, \
      ~/pprof/binaries and the paths in the profile. Separated by colons; may be given several times.
      """, valueName: "folders"))
  var binaryPath: [SystemPath] = []

  @Flag(name: [.customShort("q"), .long], help: "Print no warnings.")
  var quiet = false

  @Flag(help: "Treat a profile that could be read only in part as an error.")
  var strict = false

  @Flag(help: "Skip profiles that cannot be read or added up, and report how many.")
  var keepGoing = false

  @OptionGroup(title: "Choosing") var selection: SelectionOptions
  @OptionGroup(title: "Fetching") var fetching: FetchingOptions

  func validate() throws {
    guard symbolize || binaryPath.isEmpty else {
      throw ValidationError("--binary-path needs --symbolize")
    }
    for folder in binaryPath.flatMap({ $0.text.split(separator: ":") }) {
      guard (try? FileStatus.of(SystemPath(String(folder)))) != nil else {
        throw ValidationError("--binary-path: there is no '\(folder)'")
      }
    }
    if selection.maxLeftOut != nil, !keepGoing {
      throw ValidationError("--max-left-out is for --keep-going")
    }
  }

  /// The number of profiles that may be left out; nil for any number.
  var leftOutLimit: LeftOutLimit? { selection.maxLeftOut.flatMap(LeftOutLimit.init) }

  private static func demanglingStyle(_ text: String) throws -> String {
    guard Demangling(rawValue: text) != nil else {
      throw ValidationError("expected none, default, templates or full")
    }
    return text
  }

  /// How mangled names are shown.
  var demangling: Demangling { demangle.flatMap(Demangling.init) ?? .short }
}

extension ReadingOptions {
  /// Reads one profile; `-` is standard input.
  ///
  /// - Throws: a `FileError`; under `--strict` also for a profile read only in part.
  func read(_ path: SystemPath, keepsOrder: Bool = false) throws -> ReadProfile {
    do {
      let read = try readQuietly(path, keepsOrder: keepsOrder)
      try report(read.notes, of: path)
      return read
    } catch {
      throw FileError(InputFile.name(of: path), error)
    }
  }

  /// Reads all profiles of one file, such as consecutive dumps; `--nth` picks one.
  ///
  /// - `isForCheck`: whether a profile must identify its format; see `UnconfirmedFormat`.
  func readAll(_ path: SystemPath, isForCheck: Bool = false) throws -> [ReadProfile] {
    do {
      let all = try readAllQuietly(path)
      if isForCheck, let unasked = all.lazy.compactMap(unconfirmedFormat).first { throw unasked }
      for read in all { try report(read.notes, of: path) }
      return all
    } catch {
      throw FileError(InputFile.name(of: path), error)
    }
  }

  /// The same, without printing warnings.
  ///
  /// - Throws: an error that does not name the file.
  func readAllQuietly(_ path: SystemPath) throws -> [ReadProfile] {
    if nth != nil { return [try readQuietly(path, keepsOrder: false)] }
    return try withFile(path) { file, limits in
      try ProfileReader.readAll(
        file.source(), from: from, named: InputFile.name(of: path), limits: limits,
        keepsIDs: keepIds, demangling: demangling)
    }
  }

  private func readQuietly(_ path: SystemPath, keepsOrder: Bool) throws -> ReadProfile {
    try withFile(path) { file, limits in
      [
        try ProfileReader.read(
          file.source(), from: from, named: InputFile.name(of: path), limits: limits, nth: nth,
          keepsIDs: keepIds, keepsOrder: keepsOrder, demangling: demangling)
      ]
    }[0]
  }

  /// Reads one profile from bytes in memory.
  ///
  /// - `address`: the URL they were fetched from; nil for other sources.
  /// - Throws: an error that does not name them.
  func read(
    loaded bytes: [UInt8], named name: String, from address: SystemPath? = nil, keepsOrder: Bool
  ) throws -> ReadProfile {
    symbolized(
      try ProfileReader.read(
        ByteSource(bytes), from: from, named: name, limits: limits, nth: nth, keepsIDs: keepIds,
        keepsOrder: keepsOrder, demangling: demangling), limits, from: address)
  }

  /// Reads all profiles from bytes in memory; `--nth` picks one.
  func readAll(
    loaded bytes: [UInt8], named name: String, from address: SystemPath? = nil
  ) throws -> [ReadProfile] {
    if nth != nil {
      return [try read(loaded: bytes, named: name, from: address, keepsOrder: false)]
    }
    return try ProfileReader.readAll(
      ByteSource(bytes), from: from, named: name, limits: limits, keepsIDs: keepIds,
      demangling: demangling
    ).map { symbolized($0, limits, from: address) }
  }

  /// The bytes of a URL or of standard input, so that they can be read more than once, and why they may be
  /// incomplete.
  ///
  /// - Throws: a `FileError`.
  func loadedBytes(of path: SystemPath) throws -> (bytes: [UInt8], incomplete: String?) {
    let name = InputFile.name(of: path)
    do {
      let isAddress = ServiceURL.isOne(path)
      let file = try isAddress ? fetching.open(path, warns: !quiet) : InputFile(path)
      defer { file.close() }
      let most = try isAddress ? fetching.settings().mostBytes : limits.inflatedBytes
      return (try file.bytes(atMost: most), try file.finish())
    } catch {
      throw FileError(name, error)
    }
  }

  /// Reads a path or a URL.
  private func withFile(
    _ path: SystemPath, _ read: (InputFile, ReadLimits) throws -> [ReadProfile]
  ) throws -> [ReadProfile] {
    let isAddress = ServiceURL.isOne(path)
    let file = try isAddress ? fetching.open(path, warns: !quiet) : InputFile(path)
    defer { file.close() }
    let limits = try isAddress ? fetchedLimits : limits
    var profiles: [ReadProfile]
    do {
      profiles = try read(file, limits)
    } catch  where isAddress {
      throw fetching.problem(error, of: InputFile.name(of: path), isLimited: maxSize == nil)
    }
    if let incomplete = try file.finish() {
      for index in profiles.indices where profiles[index].notes.incomplete == nil {
        profiles[index].notes.incomplete = incomplete
      }
    }
    return profiles.map { symbolized($0, limits, from: isAddress ? path : nil) }
  }

  /// The options for a command that matches names: always in the default demangled form, so that rules, pairs and
  /// fingerprints do not depend on `--demangle`. Prints a message if another form is asked for.
  func comparingNames(_ what: String) -> ReadingOptions {
    guard demangling != .short else { return self }
    if !quiet {
      Message.print(
        "--demangle \(demangling.rawValue) has no effect: \(what) by the default form of names")
    }
    var reading = self
    reading.demangle = nil
    return reading
  }

  /// Prints a warning about a profile, unless `--quiet` is on.
  func warn(_ text: String, of name: String) {
    if !quiet { Message.print("\(name): warning: \(text)") }
  }

  private var limits: ReadLimits { maxSize.map { ReadLimits(inflatedBytes: $0) } ?? ReadLimits() }

  /// A response may inflate to as many bytes as it may have.
  private var fetchedLimits: ReadLimits {
    get throws { ReadLimits(inflatedBytes: try maxSize ?? fetching.settings().mostBytes) }
  }

  /// Why a check does not accept a profile's format; nil if it does, or if `--from` names the format.
  func unconfirmedFormat(_ read: ReadProfile) -> UnconfirmedFormat? {
    from == nil ? UnconfirmedFormat(read.notes) : nil
  }

  /// Prints the reader's warnings, or under `--strict` throws for a partial read.
  func report(_ notes: ReadNotes, of path: SystemPath) throws {
    let name = InputFile.name(of: path)
    if strict, let partial = notes.partial ?? notes.leftOut.first {
      throw FileError(name, partial)
    }
    for warning in notes.messages { warn(warning, of: name) }
  }
}

extension ReadNotes {
  /// The messages for the user, one sentence each.
  var messages: [String] { [guessed, partial].compactMap { $0 } + warnings + leftOut }

  /// The guessed format and the reason; nil if the format is certain.
  fileprivate var guessed: String? {
    guess.map { "read as \(format) because \($0); give --from \(format) if it is" }
  }
}
