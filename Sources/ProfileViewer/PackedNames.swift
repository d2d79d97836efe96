import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The names of a tree, the most frequent first, so that most of its nodes need one byte; the root's before all.
struct PackedNames {
  /// The block.
  let bytes: [UInt8]
  let count: Int
  let fileCount: Int
  /// The groups of the names, the root's first.
  let groups: [(text: String, kind: String)]
  /// For each name of the profile where it stands; 0 for one that no node has.
  let indices: [UInt32]

  /// - `folds`: what is folded has names too; its nodes have the last name of all.
  init(_ viewed: ViewedProfile, _ folds: PackedFolds?) {
    let order = Self.order(
      viewed.whole.tree, nameCount: viewed.frames.names.count, others: folds?.names ?? [])
    var indices = [UInt32](repeating: 0, count: viewed.frames.names.count)
    for (index, name) in order.enumerated() { indices[name] = UInt32(index + 1) }
    self.indices = indices
    count = order.count + (folds == nil ? 1 : 2)
    let shown =
      [.root] + order.map { ShownName($0, of: viewed.frames, viewed.style) }
      + (folds == nil ? [] : [.folded])
    let groups = PackedGroups(order, viewed, hasFolds: folds != nil)
    self.groups = groups.list
    let files = PackedFiles(shown)
    fileCount = files.list.count
    var block = PackedBytes()
    block.append(texts: shown.map { Array($0.text.utf8) })
    block.append(column: groups.ofNames)
    let nameless = viewed.frames.nameless
    block.append(
      column: [0]
        + order.map { name in
          let source = viewed.frames.sources[name]
          return (source.isDefinition ? 1 : 0) | (name == nameless ? 2 : 0)
            | (viewed.style.isOfLabel(source) ? 4 : 0)
        } + (folds == nil ? [] : [0]))
    block.append(column: files.ofNames)
    block.append(column: shown.map { Int(clamping: max(0, $0.source.line)) })
    block.append(forms: shown)
    block.append(texts: files.list)
    bytes = block.bytes
  }

  /// The names that nodes have, in the order of how many have them, and others.
  private static func order(_ tree: CallTree, nameCount: Int, others: Set<Int>) -> [Int] {
    var counts = [Int](repeating: 0, count: nameCount)
    for name in tree.names.dropFirst() where name != FoldedFrames.name { counts[Int(name)] += 1 }
    return counts.indices.filter { counts[$0] > 0 || others.contains($0) }.sorted { left, right in
      counts[left] != counts[right] ? counts[left] > counts[right] : left < right
    }
  }
}

/// What names belong to.
private struct PackedGroups {
  private(set) var list: [(text: String, kind: String)] = [("", "root")]
  private(set) var ofNames: [Int] = [0]

  init(_ order: [Int], _ viewed: ViewedProfile, hasFolds: Bool) {
    var known: [FrameGroup: Int] = [:]
    for name in order {
      let group = FrameGroup(packageOf: name, in: viewed.frames, viewed.style)
      let index = known[group] ?? list.count
      if index == list.count {
        known[group] = index
        list.append((group.text, group.kind))
      }
      ofNames.append(index)
    }
    guard hasFolds else { return }
    ofNames.append(list.count)
    list.append(("smaller frames", "folded"))
  }
}

/// The files that names are in, each once.
private struct PackedFiles {
  private(set) var list: [[UInt8]] = []
  /// For each name its file, counted from 1; 0 for none.
  private(set) var ofNames: [Int] = []

  init(_ names: [ShownName]) {
    var known: [String: Int] = ["": 0]
    for name in names {
      let file = name.source.file
      if known[file] == nil {
        list.append(Array(file.utf8))
        known[file] = list.count
      }
      ofNames.append(known[file] ?? 0)
    }
  }
}

extension FrameGroup {
  /// What kind of code it is, as the script of a page calls it.
  fileprivate var kind: String {
    switch self {
    case .own, .unknown: "program"
    case .runtime: "runtime"
    case .standardLibrary: "standard"
    case .label: "label"
    }
  }
}

extension PackedBytes {
  /// Adds how many shorter forms each name has, then all forms: where they begin and end, in UTF-16 as scripts count,
  /// or where that is the same, a text.
  fileprivate mutating func append(forms names: [ShownName]) {
    append(column: names.lazy.map(\.cuts.count))
    for cut in names.lazy.flatMap(\.cuts) {
      switch cut {
      case .range(let range): append(column: [range.lowerBound, range.upperBound])
      case .text(let text):
        append(column: [0, 0])
        append(texts: [Array(text.utf8)])
      }
    }
  }
}
