import ProfileSystem

/// How the names of source files are shortened before they are shown.
public struct SourcePaths: Sendable, Equatable {
  /// Beginnings that are cut off, the first that fits.
  public var trimPrefixes: [[UInt8]] = []
  /// Folders that hold sources here; a name is cut behind the last part of one of them.
  public var searchFolders: [[UInt8]] = []

  /// Whether names are cut at all; they are cleaned in any case.
  public var isCutting = true

  /// Where Bazel builds, cut as long as anything is.
  private static let alwaysCut = ["/proc/self/cwd/./", "/proc/self/cwd/"].map { Array($0.utf8) }

  /// Leaves paths as they are in the profile.
  public init() {}

  /// The shown name: shortened, and cleaned as by Go's `filepath.Clean`.
  public func shown(_ name: ArraySlice<UInt8>) -> [UInt8] {
    let name = isCutting ? trimmed(name) : name
    return name.isEmpty ? [] : FilePath.clean(name)
  }

  private func trimmed(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if trimPrefixes.isEmpty {
      for folder in searchFolders {
        let part = Array("/".utf8) + FilePath.base(folder[...]) + Array("/".utf8)
        if let found = name.firstRange(of: part) { return name[found.upperBound...] }
      }
    }
    let slash = UInt8(ascii: "/")
    for prefix in trimPrefixes.map({ $0.last == slash ? $0 : $0 + [slash] }) + Self.alwaysCut
    where name.starts(with: prefix) {
      return name.dropFirst(prefix.count)
    }
    return name
  }
}
