import ProfileAnalysis
package import ProfileModel

/// What tells of which instance a file is.
package struct InstanceFile {
  let path: [UInt8]
  /// What files measure that may follow one another.
  let group: String
  let mark: ProcessMark?
  /// A hash of the stem, so that few stems need be made to find equal ones.
  let stemHash: Int
  /// The value of the label that instances are told apart by.
  let label: String?

  init(path: [UInt8], group: String, mark: ProcessMark?, stemHash: Int, label: String?) {
    (self.path, self.group, self.mark) = (path, group, mark)
    (self.stemHash, self.label) = (stemHash, label)
  }

  /// A profile that was read from a path.
  package init(path: [UInt8], _ profile: Profile) {
    let name = SnapshotName(path)
    self.init(
      path: path, group: ProfileKind(of: profile, name).name, mark: ProcessMark(profile),
      stemHash: name.stemWithoutKind.hashValue, label: nil)
  }

  var snapshotName: SnapshotName { SnapshotName(path) }

  /// What stands for the process, if the file tells; it differs from one start of this program to the next.
  package var process: Int? { mark?.hashValue }
}

/// Finds the instance of each file.
package struct InstanceNames {
  /// In the order of the files.
  package private(set) var names: [String] = []

  /// - `choice`: what tells instances apart.
  /// - `told`: what the layout of the paths tells of each file; nil if there is none.
  package init(_ files: [InstanceFile], _ choice: InstanceChoice = .auto, told: [String?]? = nil) {
    switch choice {
    case .auto: names = told.flatMap { Self.told($0, files) } ?? Self.automatic(files)
    case .folder: names = files.map { Self.text($0.snapshotName.folderPart) }
    case .name: names = files.map { Self.text($0.snapshotName.namePart(keepingDigits: true)) }
    case .label(let key):
      names = files.map { $0.label ?? "(no single \(key))" }
    case .pattern(let pattern):
      names = files.map { pattern.firstGroup(in: $0.path).map(Self.text) ?? "(no match)" }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// As the layout of the paths tells, and of those that it does not fit by folder and name part; nil if it tells none.
  private static func told(_ told: [String?], _ files: [InstanceFile]) -> [String]? {
    guard told.contains(where: { $0 != nil }) else { return nil }
    let others = zip(files, told).filter { $1 == nil }.map(\.0)
    var rest = automatic(others)[...]
    return told.map { $0 ?? rest.popFirst() ?? "" }
  }

  /// By folder and name part; files of one process are of one instance, whatever their names.
  private static func automatic(_ files: [InstanceFile]) -> [String] {
    // Without two files that measure the same there is nothing that could follow one another.
    guard hasSeries(files) else { return [String](repeating: "", count: files.count) }
    var places = parts(of: files)
    var firstOfMark: [ProcessMark: Place] = [:]
    var renamed: [Place: Place] = [:]
    for (file, place) in zip(files, places) {
      guard let mark = file.mark else { continue }
      let first = firstOfMark[mark, default: place]
      firstOfMark[mark] = first
      join(place, first, &renamed)
    }
    places = places.map { root(of: $0, renamed) }
    return shortened(places)
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

  /// A folder and the part of a name.
  private struct Place: Hashable {
    let folder: [UInt8]
    let part: [UInt8]
  }

  private static func root(of place: Place, _ renamed: [Place: Place]) -> Place {
    var place = place
    while let next = renamed[place], next != place { place = next }
    return place
  }

  private static func join(_ one: Place, _ other: Place, _ renamed: inout [Place: Place]) {
    let (first, second) = (root(of: one, renamed), root(of: other, renamed))
    guard first != second else { return }
    let isFirst = (first.folder + first.part).lexicographicallyPrecedes(
      second.folder + second.part)
    renamed[isFirst ? second : first] = isFirst ? first : second
  }

  /// The digits at the end of a part leave a name only where they change within one process.
  private static func parts(of files: [InstanceFile]) -> [Place] {
    var known = KnownPlaces()
    let whole = files.map { known.place(of: $0.snapshotName, keepingDigits: true) }
    let short = files.map { known.place(of: $0.snapshotName, keepingDigits: false) }
    var wholes: [ProcessMark: Set<Place>] = [:]
    var shorts: [ProcessMark: Set<Place>] = [:]
    for (index, file) in files.enumerated() {
      guard let mark = file.mark else { continue }
      wholes[mark, default: []].insert(whole[index])
      shorts[mark, default: []].insert(short[index])
    }
    var counted: Set<Place> = []
    for (mark, places) in wholes where places.count > (shorts[mark]?.count ?? 0) {
      counted.formUnion(shorts[mark] ?? [])
    }
    return files.indices.map { counted.contains(short[$0]) ? short[$0] : whole[$0] }
  }

  /// Each place once, however many files are there.
  private struct KnownPlaces {
    private var places: Set<Place> = []

    mutating func place(of name: SnapshotName, keepingDigits: Bool) -> Place {
      let place = Place(
        folder: name.folderPart, part: name.namePart(keepingDigits: keepingDigits))
      return places.insert(place).memberAfterInsert
    }
  }

  /// The shortest names that tell places apart: the parts of names, the folders, or both.
  private static func shortened(_ places: [Place]) -> [String] {
    let all = Set(places)
    guard all.count > 1 else { return places.map { text($0.part) } }
    if Set(all.map(\.part)).count == all.count, all.allSatisfy({ !$0.part.isEmpty }) {
      return places.map { text($0.part) }
    }
    let shared = sharedFolder(all.map(\.folder))
    return places.map { place in
      let folder = place.folder.dropFirst(shared)
      let name = folder + place.part
      let trimmed = place.part.isEmpty && name.last == UInt8(ascii: "/") ? name.dropLast() : name
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
