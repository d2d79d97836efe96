/// Paths as Go takes them apart.
package enum FilePath {
  private static let slash = UInt8(ascii: "/")

  /// The last part of a path: `/usr/bin/tool` gives `tool`, `/` itself, and nothing `.`.
  package static func base(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !path.isEmpty else { return [UInt8(ascii: ".")] }
    guard let last = path.lastIndex(where: { $0 != slash }) else { return path.prefix(1) }
    let start = path[...last].lastIndex(of: slash).map { $0 + 1 } ?? path.startIndex
    return path[start...last]
  }

  /// All but the last part of a path: `/usr/bin/tool` gives `/usr/bin`, `tool` gives `.`, `/` itself.
  package static func folder(_ path: ArraySlice<UInt8>) -> [UInt8] {
    let end = path.lastIndex(of: slash).map { $0 + 1 } ?? path.startIndex
    return end == path.startIndex ? [UInt8(ascii: ".")] : clean(path[..<end])
  }

  /// The shortest path that means the same: `a//b/./c/../d` gives `a/b/d`.
  package static func clean(_ path: ArraySlice<UInt8>) -> [UInt8] {
    guard needsCleaning(path) else { return Array(path) }
    let isAbsolute = path.first == slash
    let dots: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ".")]
    var parts: [ArraySlice<UInt8>] = []
    for part in path.split(separator: slash) where part != dots[..<1] {
      if part != dots[...] {
        parts.append(part)
      } else if let last = parts.last, last != dots[...] {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    if parts.isEmpty { return [isAbsolute ? slash : dots[0]] }
    return (isAbsolute ? [slash] : []) + parts.joined(separator: [slash])
  }

  /// The last part of a path, as people call a file among others.
  package static func told(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Two paths without the folders that both begin with: `a/b/c` and `a/d/c` give `b/c` and `d/c`, and two
  /// that are equal their last parts.
  package static func told(_ first: String, from second: String) -> (String, String) {
    let parts = [first, second].map { $0.split(separator: "/", omittingEmptySubsequences: false) }
    // A slash at the end is no part.
    let most = parts.map { max(0, $0.count - ($0.last == "" ? 2 : 1)) }.min() ?? 0
    let shared = (0..<most).first { parts[0][$0] != parts[1][$0] } ?? most
    return (parts[0][shared...].joined(separator: "/"), parts[1][shared...].joined(separator: "/"))
  }

  /// Whether a path may have a part that is empty or made of dots, or a slash at its end.
  private static func needsCleaning(_ path: ArraySlice<UInt8>) -> Bool {
    var isStart = true
    for (offset, byte) in path.enumerated() {
      if isStart && (byte == UInt8(ascii: ".") || byte == slash && offset > 0) { return true }
      isStart = byte == slash
    }
    return path.isEmpty || isStart && path.count > 1
  }
}
