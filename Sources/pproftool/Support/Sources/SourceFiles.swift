import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem
import ReportRequests

/// Finds and reads the source files that a listing shows.
struct SourceFiles {
  /// `go tool pprof` stops at a longer line.
  private static let longestLine = (64 << 10) - 1

  /// A file whose lines are shown.
  private struct Wanted {
    /// Its name in the profile.
    let name: [UInt8]
    /// The first function with lines in it.
    let function: [UInt8]
    let source: FoundSource?
  }

  private let finder: SourceFinder
  private var wanted: [[UInt8]: Wanted] = [:]
  /// The files in listing order.
  private var order: [[UInt8]] = []

  /// Searches for all files of a listing.
  ///
  /// - `paths`: where to search (by default the current folder), and prefixes to trim from names.
  /// - `isFenced`: whether only files inside the search folders are found.
  init(_ paths: SourcePaths, for listing: SourceListing, isFenced: Bool = false) throws {
    var finder = try SourceFinder(paths, isFenced: isFenced)
    for function in listing.functions {
      for routine in function.routines where routine.lines != nil && wanted[routine.file] == nil {
        wanted[routine.file] = Wanted(
          name: routine.names.first ?? routine.file, function: function.name,
          source: finder.find(routine.file, routine.names))
        order.append(routine.file)
      }
    }
    self.finder = finder
  }

  /// The source lines of a listing.
  ///
  /// - Throws: `NoSource` if no source was found.
  @Sendable static func found(
    _ paths: SourcePaths, for listing: SourceListing
  ) throws -> ProfileSession.SourceLines {
    try lines(of: SourceFiles(paths, for: listing), for: listing)
  }

  /// The source lines of a listing, only from files inside the search folders.
  @Sendable static func foundInside(
    _ paths: SourcePaths, for listing: SourceListing
  ) throws -> ProfileSession.SourceLines {
    guard !paths.searchFolders.isEmpty else {
      throw NoSource(
        description: "no sources are shown; --source-path says which folders may be shown")
    }
    return try lines(of: SourceFiles(paths, for: listing, isFenced: true), for: listing)
  }

  private static func lines(
    of sources: SourceFiles, for listing: SourceListing
  ) throws -> ProfileSession.SourceLines {
    try sources.requireAny(for: listing)
    return ProfileSession.SourceLines(
      { sources.lines(of: $0, $1) }, notes: sources.warnings.map { "warning: \($0)" })
  }

  /// The lines of a file in a range; fewer if the file is shorter.
  func lines(
    of file: [UInt8], _ lines: ClosedRange<Int64>
  ) -> Result<[[UInt8]], ListReport.SourceError> {
    guard let path = wanted[file]?.source?.path else { return .failure(reason(missing: file)) }
    do { return .success(try Self.lines(of: path, lines)) } catch {
      return .failure(.init("open \(path.text): \(error)"))
    }
  }

  /// Why a file was not found, worded as `go tool pprof` does.
  private func reason(missing file: [UInt8]) -> ListReport.SourceError {
    let (bytes, folders) = finder.searched(file)
    let name = String(decoding: bytes, as: UTF8.self)
    // With a fence, not even the existence of a file may be revealed.
    guard bytes.first == UInt8(ascii: "/"), !finder.isFenced else {
      return .init("could not find file \(name) on path \(folders)")
    }
    do {
      guard let kind = try FileStatus.of(SystemPath(bytes))?.kind else {
        return .init("open \(name): no such file or directory")
      }
      return .init("open \(name): \(kind == .regular ? "permission denied" : "not a regular file")")
    } catch {
      return .init("open \(name): \(error)")
    }
  }

  private static func lines(of path: SystemPath, _ wanted: ClosedRange<Int64>) throws -> [[UInt8]] {
    let file = try InputFile(path)
    defer { file.close() }
    var lines = LineSplitter(file.source(), longestLine: longestLine)
    var found: [[UInt8]] = []
    do {
      while let line = try lines.next(), line.count <= longestLine,
        lines.lineNumber <= wanted.upperBound
      {
        guard lines.lineNumber >= wanted.lowerBound else { continue }
        found.append(Array(line.last == 0x0D ? line.dropLast() : line))
      }
    } catch is LineTooLong {}
    return found
  }
}

// MARK: - Messages

extension SourceFiles {
  /// No source was found at all.
  struct NoSource: Error, CustomStringConvertible {
    let description: String
  }

  /// The most names in a message.
  private static let most = 3

  /// Throws if no function can be shown: no source was found, and no function is known to have no lines.
  func requireAny(for listing: SourceListing) throws(NoSource) {
    let files = listing.functions.flatMap(\.routines)
    guard !files.isEmpty else {
      let names = Self.some(of: listing.functions.map { Self.text($0.name) })
      throw NoSource(
        description:
          "the profile does not say which files these functions are in: \(names); --source-path and --trim-path find only files that it names"
      )
    }
    let missing = order.compactMap { wanted[$0] }.filter { $0.source == nil }
    guard !order.isEmpty, missing.count == order.count else { return }
    let names = missing.map { "\(Self.text($0.name)) (\(Self.text($0.function)))" }
    throw NoSource(
      description:
        "no source was found for \(Self.some(of: names)); give their folders with --source-path, and what to cut from the beginning of their names with --trim-path"
    )
  }

  /// Warnings about files found elsewhere than the profile says, and about files not found.
  var warnings: [String] {
    let found = order.compactMap { file in
      wanted[file].flatMap { wanted in wanted.source.map { (name: wanted.name, source: $0) } }
    }
    let elsewhere = found.filter { $0.source.way != .asNamed }
    var lines = elsewhere.prefix(Self.most).map { name, source in
      "\(Self.text(name)) was read from \(source.path.text), \(source.way.text)"
    }
    if elsewhere.count > Self.most {
      lines.append(
        "\(elsewhere.count - Self.most) more sources were read from elsewhere, not from where the profile says"
      )
    }
    let missing = order.compactMap { wanted[$0] }.filter { $0.source == nil }.map {
      Self.text($0.name)
    }
    if !missing.isEmpty {
      lines.append(
        "\(missing.count) of \(order.count) sources were not found: \(Self.some(of: missing)); "
          + "--source-path and --trim-path say where they are")
    }
    return lines
  }

  /// The first few names, and how many more there are.
  private static func some(of names: [String]) -> String {
    let more = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).joined(separator: ", ") + more
  }

  private static func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}

extension FoundSource.Way {
  /// Where the file was found.
  fileprivate var text: String {
    switch self {
    case .asNamed: "where the profile says it is"
    case .moduleCache: "in the module cache"
    case .goSources: "part of this machine's Go, which may be another version"
    case .vendor: "in a vendor folder, which may be another version"
    case .goMod: "by the path of its module in go.mod"
    case .tail: "found only by the end of its name, so it may be another file"
    }
  }
}
