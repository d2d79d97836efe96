import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// Finds and reads the source files that a profile names, as the reference does.
///
/// A relative name is looked for in each folder of the search path and in all folders above it.
struct SourceFiles {
  /// The reference reads no longer line, nor what follows one.
  private static let longestLine = (64 << 10) - 1
  private let paths: SourcePaths
  private let searchPath: String

  /// - Parameter paths: where to search, the current folder if that says nothing, and what to cut from names.
  init(_ paths: SourcePaths) throws {
    var paths = paths
    if paths.searchFolders.isEmpty { paths.searchFolders = [try FileSystem.currentFolder().bytes] }
    self.paths = paths
    searchPath = paths.searchFolders.map { SystemPath($0).text }.joined(separator: ":")
  }

  /// Some lines of a file; fewer if it ends before.
  func lines(
    of file: [UInt8], _ wanted: ClosedRange<Int64>
  ) -> Result<[[UInt8]], ListReport.SourceError> {
    let name = paths.shown(file[...])
    guard let path = found(name) else {
      let name = String(decoding: name, as: UTF8.self)
      return .failure(.init("could not find file \(name) on path \(searchPath)"))
    }
    do {
      switch try FileStatus.of(path)?.kind {
      case .regular: return .success(try Self.lines(of: path, wanted))
      case .folder: return .success([])
      case nil: return .failure(.init("open \(path.text): no such file or directory"))
      default: return .failure(.init("open \(path.text): not a regular file"))
      }
    } catch {
      return .failure(.init("open \(path.text): \(error)"))
    }
  }

  /// Where a file is, if it is anywhere; an absolute name stands for itself.
  private func found(_ name: [UInt8]) -> SystemPath? {
    if name.first == UInt8(ascii: "/") { return SystemPath(name) }
    for folder in paths.searchFolders {
      var folder = folder
      while true {
        let joined = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        let path = SystemPath(FilePath.clean(joined[...]))
        if FileSystem.isReadable(path) { return path }
        let parent = FilePath.folder(folder[...])
        if parent == folder { break }
        folder = parent
      }
    }
    return nil
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
