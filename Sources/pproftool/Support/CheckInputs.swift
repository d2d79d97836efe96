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
    for argument in arguments { inputs += try read(argument) }
    return inputs
  }

  private mutating func read(_ argument: String) throws -> [Evidence.Input] {
    let (group, path) = Self.split(argument)
    if path != "-", (try? FileStatus.of(path))?.kind == .folder {
      return try read(folder: path, group)
    }
    guard let all = try keepingGoing({ try $0.readAll(path) }) else { return [] }
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

  /// The profiles that lie directly in a folder; what is no profile is counted.
  private mutating func read(folder: String, _ group: String?) throws -> [Evidence.Input] {
    var inputs: [Evidence.Input] = []
    var others = 0
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard (try? FileStatus.of(path))?.kind == .regular else { continue }
      let found = try keepingGoing { reading in
        let all = try reading.readAllIfProfile(path)
        if all == nil { others += 1 }
        return all ?? []
      }
      inputs += Self.inputs(path, group, found ?? [])
    }
    guard !inputs.isEmpty || unreadable > 0 else {
      throw FileError(folder, "there is no profile in this folder")
    }
    if others > 0 {
      reading.warn("\(others) file\(others == 1 ? " is" : "s are") no profile", of: folder)
    }
    return inputs
  }

  private func names(in folder: String) throws -> [String] {
    do { return try FileSystem.names(in: folder) } catch { throw FileError(folder, error) }
  }

  /// What was read; nil, with a word about it, if it cannot be read and `--keep-going` is on.
  private mutating func keepingGoing(
    _ read: (ReadingOptions) throws -> [ReadProfile]
  ) throws -> [ReadProfile]? {
    do {
      return try read(reading)
    } catch let error as FileError where reading.keepGoing {
      Message.print("\(error) (left out)")
      unreadable += 1
      return nil
    }
  }
}
