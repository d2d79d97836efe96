import ArgumentParser
import ProfileCollecting
import ProfileFetching
import ProfileSystem

/// The services on the command line and in its list.
struct TargetList {
  let services: [String]
  let file: SystemPath?
  let profiles: [CollectedProfile]
  let fetching: FetchingOptions

  /// The size limit of a list.
  private static let mostBytes = 4 << 20

  /// - Throws: an error that names the invalid argument or line.
  func targets() throws -> [CollectTarget] {
    var targets = try services.map { service in
      try FileError.named(ServiceURL.withoutCredentials(service)) {
        try CollectTarget(service, settings: fetching.settings(), profiles: profiles)
      }
    }
    if let file { targets += try listed(in: file) }
    var names: Set<TargetName> = []
    for target in targets where !names.insert(target.name).inserted {
      throw CollectError.twice(target.name.description)
    }
    return targets
  }

  private func listed(in file: SystemPath) throws -> [CollectTarget] {
    try FileError.named(InputFile.name(of: file)) {
      let text = try String(
        decoding: InputFile.bytes(of: file, atMost: Self.mostBytes), as: UTF8.self)
      let list = try TargetsFile(text) { name in
        ThisProcess.environment(name).map { String(decoding: $0, as: UTF8.self) }
      }
      return try list.entries.map { entry in
        do { return try target(entry) } catch {
          throw CollectError.line(entry.line, CommandWording.text(of: error))
        }
      }
    }
  }

  private func target(_ entry: TargetsFile.Entry) throws -> CollectTarget {
    let options = try LineOptions(entry.options)
    return CollectTarget(
      name: try TargetName(entry.name), url: try ServiceURL(entry.url),
      settings: try fetching.overridden(by: options.fetching).settings(),
      profiles: try options.profiles.map { try CollectedProfile.list($0) } ?? profiles)
  }
}

/// The options on a line of the list, parsed like command-line options.
struct LineOptions: ParsableArguments {
  @Option var profiles: String?
  @OptionGroup var fetching: FetchingOptions

  /// - Throws: an error for an invalid option.
  init(_ options: [TargetsFile.Option]) throws {
    let arguments = options.map { option in
      option.value.map { "--\(option.name)=\($0)" } ?? "--\(option.name)"
    }
    do { self = try Self.parse(arguments) } catch { throw UnknownOption(Self.message(for: error)) }
    guard fetching.save == nil else {
      throw UnknownOption("'--save' is for commands that read profiles")
    }
  }

  init() {}
}

extension LineOptions {
  private struct UnknownOption: Error, CustomStringConvertible {
    let description: String

    /// - `message`: that of the parser, which knows the option as one of a command line.
    init(_ message: String) {
      let text = message.replacing("'--", with: "'").replacing(". Did", with: "; did")
      description = text.prefix(1).lowercased() + text.dropFirst()
    }
  }
}
