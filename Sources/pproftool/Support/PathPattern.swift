/// A path with `*`, `?` or `[…]` that no shell has expanded, as in a list of arguments of a container.
enum PathPattern {
  /// The paths that an argument stands for, sorted by their bytes; itself if it is no pattern, is there, or
  /// matches nothing.
  static func expanded(_ argument: String) -> [String] {
    guard argument.contains(where: isSpecial), (try? FileStatus.of(argument)) == nil else {
      return [argument]
    }
    var paths = [argument.hasPrefix("/") ? "/" : ""]
    for part in argument.split(separator: "/") {
      paths = paths.flatMap { matches(of: String(part), in: $0) }
    }
    return paths.isEmpty ? [argument] : paths
  }

  private static func isSpecial(_ character: Character) -> Bool { "*?[".contains(character) }

  private static func matches(of part: String, in folder: String) -> [String] {
    guard part.contains(where: isSpecial) else {
      let path = FileSystem.path(of: part, in: folder)
      return (try? FileStatus.of(path)) == nil ? [] : [path]
    }
    let names = (try? FileSystem.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { FileSystem.matches($0, pattern: part) }.map {
      FileSystem.path(of: $0, in: folder)
    }
  }
}
