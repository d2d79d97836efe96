import LeakChecks
import ProfileModel

/// Reads the profiles of a check: files, files with the name of their group, and folders.
struct CheckInputs {
  let reading: ReadingOptions
  /// How many files could not be read and were left out, as `--keep-going` asks for.
  private(set) var unreadable = 0

  init(_ reading: ReadingOptions) { self.reading = reading }

  /// - Throws: a `FileError` for the first file that cannot be read.
  mutating func read(_ arguments: [String]) throws -> [Evidence.Input] {
    var inputs: [Evidence.Input] = []
    ReadingProgress.shared.expect(files: arguments.count)
    for argument in arguments { inputs += try read(argument, among: arguments) }
    return inputs
  }

  private mutating func read(
    _ argument: String, among arguments: [String]
  ) throws -> [Evidence.Input] {
    let (group, path) = Self.split(argument)
    if path != "-", (try? FileStatus.of(path))?.kind == .folder {
      return try read(folder: path, group)
    }
    guard let all = try keepingGoing(among: arguments, { try $0.readAll(path) }) else { return [] }
    return Self.inputs(InputFile.name(of: path), group, all)
  }

  /// Several profiles in one file are a series in their order.
  private static func inputs(
    _ file: String, _ group: String?, _ all: [ReadProfile]
  ) -> [Evidence.Input] {
    all.enumerated().map { place, read in
      Evidence.Input(
        file: file, group: group, number: all.count > 1 ? place + 1 : nil, read: read)
    }
  }

  /// The path of an argument.
  static func path(of argument: String) -> String { split(argument).path }

  /// Takes `TYPE=PROFILE` apart; a path that is there is a path, whatever is in it.
  private static func split(_ argument: String) -> (group: String?, path: String) {
    let isThere = (try? FileStatus.of(argument)) != nil
    guard !isThere, let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
      return (nil, argument)
    }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  private mutating func read(folder: String, _ group: String?) throws -> [Evidence.Input] {
    var inputs: [Evidence.Input] = []
    try reading.forEach(inFolder: folder, unreadable: &unreadable) { path, all in
      inputs += Self.inputs(path, group, all)
    }
    return inputs
  }

  /// What was read; nil, with a word about it, if it cannot be read and `--keep-going` is on.
  private mutating func keepingGoing(
    among arguments: [String], _ read: (ReadingOptions) throws -> [ReadProfile]
  ) throws -> [ReadProfile]? {
    do {
      return try read(reading)
    } catch let error as FileError {
      let error = error.among(arguments)
      guard reading.keepGoing else { throw error }
      Message.print("\(error) (left out)")
      unreadable += 1
      return nil
    }
  }
}
