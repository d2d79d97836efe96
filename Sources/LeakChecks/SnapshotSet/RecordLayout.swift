package import ProfileAnalysis

/// The layout that the paths of profiles have, and what it tells of each of them.
package struct RecordLayout: Sendable {
  package let layout: PathLayout
  /// Whether the user gave it: then it may fit only the end of a path.
  package let isGiven: Bool
  /// How many profiles it fits, of how many.
  package private(set) var fitting = 0
  package private(set) var count = 0
  /// How long the folder is that all profiles of a list share.
  private let sharedOfList: Int

  private init(_ layout: PathLayout, isGiven: Bool, sharedOfList: Int, _ files: [ProfileRecord]) {
    (self.layout, self.isGiven, self.sharedOfList) = (layout, isGiven, sharedOfList)
    count = files.count
    fitting = files.count { facts(of: $0) != nil }
  }

  /// The facts in a profile's path; nil if the layout does not fit it.
  func facts(of file: ProfileRecord) -> PathFacts? {
    guard let below = Self.below(file, sharedOfList) else {
      return isGiven ? layout.facts(of: file.path[...], isWhole: false) : nil
    }
    return layout.facts(of: below, isWhole: !isGiven)
  }

  /// The path below what a profile was found in; nil if the user named the file itself.
  private static func below(_ file: ProfileRecord, _ sharedOfList: Int) -> ArraySlice<UInt8>? {
    switch file.origin {
    case .named: nil
    case .folder(let length): file.path.dropFirst(length)
    case .list: file.path.dropFirst(sharedOfList)
    }
  }

  /// The layout that is given, or the known one that fits most and gives no two instances to files of one process;
  /// nil if none fits.
  static func found(for files: [ProfileRecord], given: PathLayout?) -> RecordLayout? {
    let shared = sharedFolder(of: files)
    // One that is given says itself how much of a path it is about.
    if let given { return RecordLayout(given, isGiven: true, sharedOfList: 0, files) }
    var survey = LayoutSurvey()
    for file in files { if let path = below(file, shared) { survey.add(path) } }
    for (layout, _) in survey.ranked {
      let found = RecordLayout(layout, isGiven: false, sharedOfList: shared, files)
      if found.keepsProcessesTogether(files) { return found }
    }
    return nil
  }

  private func keepsProcessesTogether(_ files: [ProfileRecord]) -> Bool {
    var names: [ProcessMark: String] = [:]
    return files.allSatisfy { file in
      guard let mark = file.mark, let name = facts(of: file)?.instanceOrService else { return true }
      let known = names[mark] ?? name
      names[mark] = known
      return known == name
    }
  }

  /// How long the folder is that the files of a list have in common.
  private static func sharedFolder(of files: [ProfileRecord]) -> Int {
    var shared = SharedFolder()
    for file in files { if case .list = file.origin { shared.add(file.path) } }
    return shared.length
  }
}

extension RecordLayout {
  /// The instance in each path, in the order of the files; nil where a path has none.
  ///
  /// The service stands before the name of an instance that several services have.
  func instances(of files: [ProfileRecord]) -> [String?] {
    var services: [String: String] = [:]
    var shared: Set<String> = []
    let told = files.map { file -> (service: String?, name: String)? in
      guard let facts = facts(of: file), let name = facts.instanceOrService else { return nil }
      return (facts.instance == nil ? nil : facts.service, name)
    }
    for case (let service?, let name)? in told {
      let known = services[name] ?? service
      services[name] = known
      if known != service { shared.insert(name) }
    }
    return told.map { told in
      told.map { shared.contains($0.name) ? "\($0.service ?? "")/\($0.name)" : $0.name }
    }
  }
}

/// The folder that some paths have in common.
package struct SharedFolder: Sendable {
  private var folder: [UInt8]?

  package init() {}

  /// How long it is, its last slash included.
  package var length: Int { folder?.count ?? 0 }

  package mutating func add(_ path: [UInt8]) {
    guard let known = folder else {
      folder = SnapshotName(path).folderPart
      return
    }
    if path.starts(with: known) { return }
    let equal = zip(known, path).prefix { $0 == $1 }.count
    let end = known.prefix(equal).lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    folder = Array(known[..<end])
  }
}
