import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileSystem
import ReportRequests

/// The two sides of a comparison.
///
/// A class, like `ReportOptions`: a structure would be copied member by member in each of its commands.
final class DiffInputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The two profiles or folders to compare, before and after; - is standard input.",
      valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "A profile or folder for the before side, or several.", valueName: "profile"),
    completion: .file())
  var before: [SystemPath] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "A profile or folder for the after side, or several.", valueName: "profile"),
    completion: .file())
  var after: [SystemPath] = []

  @OptionGroup(title: "Reading") var reading: ReadingOptions
  @OptionGroup var completing: CompletingOptions

  init() {}

  func validate() throws {
    let isNamed = !before.isEmpty || !after.isEmpty
    guard isNamed ? paths.isEmpty && !before.isEmpty && !after.isEmpty : paths.count == 2 else {
      throw ValidationError(
        "two profiles are compared; give before and after, or --before and --after for each side")
    }
    try ListOptions.requireStandardInputOnce(paths + before + after)
  }
}

extension DiffInputOptions {
  /// Reads both sides, without dropping frames.
  ///
  /// - Throws: a `FileError` for the first file that cannot be read or added up.
  func read() throws -> (before: ComparedSide, after: ComparedSide) {
    let reader = SourceReader(reading: reading.comparingNames("functions are matched"))
    defer { reader.finish() }
    let sides = sides
    return (try side(sides.before, reader), try side(sides.after, reader))
  }

  /// The paths of both sides.
  var sides: (before: [SystemPath], after: [SystemPath]) {
    guard let first = paths.first, let last = paths.last else { return (before, after) }
    return ([first], [last])
  }

  /// Compares two sides, and prints messages on standard error.
  func compare(
    _ before: consuming ComparedSide, _ after: consuming ComparedSide, _ request: ComparisonRequest
  ) throws -> ProfileComparison {
    let name = after.name
    let comparison: ProfileComparison
    do {
      comparison = try ProfileComparison(
        complete(consume before), complete(consume after), request, remark: \.message)
    } catch let error as ComparedSideError {
      throw FileError(error.side, error.reason)
    } catch {
      throw FileError(name, error)
    }
    guard !reading.quiet else { return comparison }
    comparison.messages.forEach(Message.print)
    warn(comparison.profiles.caveats)
    return comparison
  }

  /// Prints why a difference may be misleading, unless `--quiet` is on.
  func warn(_ caveats: [ComparisonCaveat]) {
    if !reading.quiet { caveats.forEach { Message.print("warning: \($0.message)") } }
  }

  private func complete(_ side: consuming ComparedSide) -> ComparedSide {
    side.profile = completing.completion.complete(side.profile.take())
    return side
  }

  /// One side: the sum of its files and folders.
  private func side(_ paths: [SystemPath], _ reader: SourceReader) throws -> ComparedSide {
    var sum = ProfileSum()
    var traits: Set<FormatTraits> = []
    var incomplete: (name: String, reason: String)?
    let count = try reader.forEachAhead(paths) { path, read in
      if let reason = read.notes.nothingToReport {
        throw FileError(InputFile.name(of: path), reason)
      }
      traits.insert(read.notes.traits)
      if incomplete == nil, let reason = read.notes.partial {
        incomplete = (InputFile.name(of: path), reason)
      }
      try sum.add(read.profile, from: InputFile.name(of: path))
    }
    let name = InputFile.name(of: paths)
    guard count > 0 else { throw FileError(name, "nothing could be read") }
    return ComparedSide(
      try reading.profile(of: &sum, named: name), name: name, traits: traits, profileCount: count,
      incomplete: incomplete)
  }
}
