package import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// Finds the instance of each file.
package struct InstanceNames {
  /// In the order of the files.
  package private(set) var names: [String] = []

  /// - `choice`: what distinguishes instances.
  /// - `told`: the instance that the path layout gives for each file; nil if there is no layout.
  package init(_ files: [InstanceFile], _ choice: InstanceChoice = .auto, told: [String?]? = nil) {
    switch choice {
    case .auto: names = told.flatMap { Self.told($0, files) } ?? Self.automatic(files)
    case .folder: names = files.map { Self.text($0.snapshotName.folderPart) }
    case .name: names = files.map { Self.text($0.snapshotName.namePart(keepingDigits: true)) }
    case .label(let key):
      names = files.map { $0.label ?? "(no single \(key))" }
    case .pattern(let pattern):
      // What does not match may be of any instance: nothing in it is known to follow another.
      names = files.map {
        pattern.firstGroup(in: $0.path).map(Self.text) ?? "(no match) \(Self.text($0.path))"
      }
    }
  }

  /// A name that is not UTF-8 stays distinguished from others.
  private static func text(_ bytes: [UInt8]) -> String { SystemPath(bytes).text }

  /// By the path layout, and by folder and name part for files that do not fit it; nil if the layout gives no
  /// instance.
  private static func told(_ told: [String?], _ files: [InstanceFile]) -> [String]? {
    guard told.contains(where: { $0 != nil }) else { return nil }
    let told = withNeighbours(told, files)
    let others = zip(files, told).filter { $1 == nil }.map(\.0)
    let taken = Set(told.compactMap(\.self))
    var rest = zip(others, parted(others)).map { file, name in
      name.isEmpty || taken.contains(name) ? folderName(file, notOf: taken) : name
    }[...]
    return told.map { $0 ?? rest.popFirst() ?? "" }
  }

  /// Instances, also of files whose name tells nothing, such as `heap`, in a folder where the others have one instance.
  private static func withNeighbours(_ told: [String?], _ files: [InstanceFile]) -> [String?] {
    var instances: [[UInt8]: Set<String>] = [:]
    for (file, name) in zip(files, told) {
      if let name { instances[file.snapshotName.folderPart, default: []].insert(name) }
    }
    return zip(files, told).map { file, name in
      if let name { return name }
      let neighbours = instances[file.snapshotName.folderPart] ?? []
      let isNameless = file.snapshotName.namePart(keepingDigits: true).isEmpty
      return isNameless && neighbours.count == 1 ? neighbours.first : nil
    }
  }

  /// The folder that a file lies in, with as many of those above it as tell it from others.
  private static func folderName(_ file: InstanceFile, notOf taken: Set<String>) -> String {
    let folders = file.snapshotName.folderPart.split(separator: UInt8(ascii: "/")).map {
      text(Array($0))
    }
    let names = folders.indices.reversed().map { folders[$0...].joined(separator: "/") }
    return names.first { !taken.contains($0) } ?? names.last ?? ""
  }

  /// By folder and name part; files of one process belong to one instance, whatever their names.
  private static func automatic(_ files: [InstanceFile]) -> [String] {
    // Without two files that measure the same there is nothing that could follow one another.
    guard hasSeries(files) else { return [String](repeating: "", count: files.count) }
    return parted(files)
  }

  /// The same where it is known that they are not all of one instance.
  private static func parted(_ files: [InstanceFile]) -> [String] {
    shortened(InstanceKeys(files, parts(of: files)).keys)
  }

  /// Whether a group has files of two names.
  private static func hasSeries(_ files: [InstanceFile]) -> Bool {
    var first: [String: Int] = [:]
    return files.contains { file in
      let known = first[file.group, default: file.stemHash]
      first[file.group] = known
      return known != file.stemHash
    }
  }

  /// The digits at the end of a part leave a name only where they change within one process.
  private static func parts(of files: [InstanceFile]) -> [InstanceKey] {
    var known = KnownKeys()
    let whole = files.map { known.key(of: $0.snapshotName, keepingDigits: true) }
    let short = files.map { known.key(of: $0.snapshotName, keepingDigits: false) }
    var wholes: [ProcessMark: Set<InstanceKey>] = [:]
    var shorts: [ProcessMark: Set<InstanceKey>] = [:]
    for (index, file) in files.enumerated() {
      guard let mark = file.mark else { continue }
      wholes[mark, default: []].insert(whole[index])
      shorts[mark, default: []].insert(short[index])
    }
    var counted: Set<InstanceKey> = []
    for (mark, keys) in wholes where keys.count > (shorts[mark]?.count ?? 0) {
      counted.formUnion(shorts[mark] ?? [])
    }
    return files.indices.map { counted.contains(short[$0]) ? short[$0] : whole[$0] }
  }

  /// The shortest names that distinguish the keys: the parts of names, the folders, or both.
  private static func shortened(_ keys: [InstanceKey]) -> [String] {
    let all = Set(keys)
    guard all.count > 1 else { return keys.map { text($0.part) } }
    if Set(all.map(\.part)).count == all.count, all.allSatisfy({ !$0.part.isEmpty }) {
      return keys.map { text($0.part) }
    }
    let shared = sharedFolder(all.map(\.folder))
    return keys.map { key in
      let folder = key.folder.dropFirst(shared)
      let name = folder + key.part
      let trimmed = key.part.isEmpty && name.last == UInt8(ascii: "/") ? name.dropLast() : name
      return trimmed.isEmpty ? "." : text(Array(trimmed))
    }
  }

  /// How long the beginning is that all folders have in common, up to a slash.
  private static func sharedFolder(_ folders: [[UInt8]]) -> Int {
    guard let first = folders.min(by: { $0.count < $1.count }) else { return 0 }
    let length = first.indices.first { index in folders.contains { $0[index] != first[index] } }
    return first.prefix(length ?? first.count).lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
  }
}
