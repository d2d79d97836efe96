import ProfileModel
package import ProfileSystem

/// Where the binaries of mappings are looked for.
package struct BinarySearchPath: Sendable, Equatable {
  /// The folders that they may lie in, by one of several names.
  package let folders: [SystemPath]

  private static let slash = UInt8(ascii: "/")
  private static let colon = UInt8(ascii: ":")
  private static let deletedMark = Array(" (deleted)".utf8)
  /// As `go tool pprof` has it.
  private static let usual = "pprof/binaries"

  /// - `given`: folders that the user names, each perhaps several with colons between them.
  /// - `environment`: what the variable `PPROF_BINARY_PATH` says.
  /// - `home`: the user's home folder.
  package init(_ given: [SystemPath], environment: [UInt8]?, home: [UInt8]?) {
    let named = given.map(\.bytes) + [environment ?? []]
    let lists = named.flatMap { $0.split(separator: Self.colon).map { SystemPath($0) } }
    let homes = home.map { $0.isEmpty ? [] : [SystemPath($0).appending(Self.usual)] } ?? []
    var seen: Set<SystemPath> = []
    folders = (lists + homes).filter { seen.insert($0).inserted }
  }

  /// The folders, for a message.
  var text: String { folders.map(\.text).joined(separator: ", ") }

  /// The paths at which the binary of a mapping may lie, the likeliest first; the last may be the mapping's own.
  ///
  /// - `file`: the mapping's file.
  func candidates(file: [UInt8], buildID: String) -> [SystemPath] {
    let isDeleted = file.suffix(Self.deletedMark.count) == Self.deletedMark[...]
    let path = isDeleted ? Array(file.dropLast(Self.deletedMark.count)) : file
    var candidates = folders.flatMap { Self.names(of: path, buildID, in: $0) }
    // Another build may have replaced the original.
    if !path.isEmpty, !isDeleted || !buildID.isEmpty {
      candidates.append(SystemPath(path))
    }
    return candidates
  }

  private static func names(
    of path: [UInt8], _ buildID: String, in folder: SystemPath
  ) -> [SystemPath] {
    let base = SystemPath(path).fileName
    var names: [SystemPath] = []
    if isOneName(buildID) {
      if !base.isEmpty { names.append(folder.appending(buildID).appending(base)) }
      let (start, rest) = (buildID.prefix(2), "\(buildID.dropFirst(2)).debug")
      if buildID.count > 2 {
        names.append(folder.appending(".build-id/\(start)").appending(rest))
        names.append(folder.appending("\(start)").appending(rest))
      }
    }
    let parts = path.split(separator: slash)
    // A path in a profile must not lead out of the folder.
    guard !base.isEmpty, !parts.contains(Array("..".utf8)[...]) else { return names }
    return names + [folder.appending(parts.joined(separator: [slash])), folder.appending(base)]
  }

  /// Whether a build id is fit for the name of a folder: a profile may name anything.
  private static func isOneName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count < 200
      && id.utf8.allSatisfy { $0.isLetterOrDigit || "-_".utf8.contains($0) }
  }
}
