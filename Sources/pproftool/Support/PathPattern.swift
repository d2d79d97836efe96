import ProfileFetching
import ProfileSystem

/// A path with `*`, `?` or `[…]` that no shell expanded, as in the arguments of a container.
enum PathPattern {
  /// The paths that match, sorted by their bytes. An argument that is no pattern, is a URL, exists, or matches
  /// nothing stands for itself.
  static func expanded(_ argument: SystemPath) -> [SystemPath] {
    guard argument.bytes.contains(where: isSpecial), !ServiceURL.isOne(argument),
      (try? FileStatus.of(argument)) == nil
    else {
      return [argument]
    }
    var paths: [SystemPath] = [argument.isAbsolute ? "/" : ""]
    for part in argument.bytes.split(separator: UInt8(ascii: "/")) {
      paths = paths.flatMap { matches(of: part, in: $0) }
    }
    return paths.isEmpty ? [argument] : paths
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "*?[".utf8.contains(byte) }

  private static func matches(of part: ArraySlice<UInt8>, in folder: SystemPath) -> [SystemPath] {
    guard part.contains(where: isSpecial) else {
      let path = folder.appending(part)
      return (try? FileStatus.of(path)) == nil ? [] : [path]
    }
    let pattern = SystemPath(part)
    let entries = (try? FileSystem.entries(in: folder.bytes.isEmpty ? "." : folder)) ?? []
    return entries.map(\.name).filter { FileSystem.matches(SystemPath($0), pattern: pattern) }
      .map { folder.appending($0) }
  }
}
