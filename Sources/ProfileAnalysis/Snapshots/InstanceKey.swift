/// What the path of a file says about its instance: the folder and the part of the name.
package struct InstanceKey: Hashable, Sendable {
  package let folder: [UInt8]
  package let part: [UInt8]

  package init(folder: [UInt8], part: [UInt8]) { (self.folder, self.part) = (folder, part) }

  /// Whether the part may be a name, which begins with a letter.
  fileprivate var isName: Bool { part.first.map { !SnapshotName.isDigit($0) } == true }
}

/// The keys of files, by all that their names, times and processes tell.
package struct InstanceKeys {
  /// In the order of the files.
  package let keys: [InstanceKey]

  /// - `keys`: what the path alone says of each file.
  /// - `joining`: the marks that make one instance of several keys; nil for those of all files.
  package init(
    _ files: [InstanceFile], _ keys: [InstanceKey], joining marks: [ProcessMark?]? = nil
  ) {
    let replicas = ReplicaNumbers(files, keys).keys
    let numbered = InstanceNumbers(files, replicas).keys
    self.keys = JoinedKeys(numbered, marks: marks ?? files.map(\.mark)).keys
  }
}

/// Interns keys: each is stored once, however many files share it.
package struct KnownKeys {
  private var keys: Set<InstanceKey> = []

  package init() {}

  package mutating func key(of name: SnapshotName, keepingDigits: Bool) -> InstanceKey {
    let key = InstanceKey(
      folder: name.place, part: name.namePart(keepingDigits: keepingDigits))
    return keys.insert(key).memberAfterInsert
  }
}

/// Joins the keys that files of one process have, for a process belongs to one instance, whatever its files are called.
///
/// A key that belongs to several instances, as `heap` and `heap (1)` beside `heap-a` and `heap-b` do, joins nothing:
/// its files go to the instance of their process.
private struct JoinedKeys {
  /// The key of each file; files of one instance have the same.
  private(set) var keys: [InstanceKey]

  private var joinedTo: [InstanceKey: InstanceKey] = [:]

  init(_ keys: [InstanceKey], marks: [ProcessMark?]) {
    self.keys = keys
    let shared = Self.shared(keys, marks)
    var firstOfMark: [ProcessMark: InstanceKey] = [:]
    for (key, mark) in zip(keys, marks) where !shared.contains(key) {
      guard let mark else { continue }
      let first = firstOfMark[mark, default: key]
      firstOfMark[mark] = first
      join(key, first)
    }
    for (index, mark) in marks.enumerated() {
      let isShared = shared.contains(keys[index])
      let own = isShared ? mark.flatMap { firstOfMark[$0] } : nil
      self.keys[index] = root(of: own ?? keys[index])
    }
    if !joinedTo.isEmpty { nameInstances(keys) }
  }

  /// Names an instance as most of its files are called: of `cpu_0s`, `heap_b` and `mutex_b` it is `b`.
  private mutating func nameInstances(_ own: [InstanceKey]) {
    var counts: [InstanceKey: [InstanceKey: Int]] = [:]
    for key in own { counts[root(of: key), default: [:]][key, default: 0] += 1 }
    let names = counts.compactMapValues { counts in
      counts.min { left, right in
        let (one, other) = (left.key.isName, right.key.isName)
        if one != other { return one }
        return left.value != right.value
          ? left.value > right.value : Self.precedes(left.key, right.key)
      }?.key
    }
    for index in keys.indices { keys[index] = names[keys[index]] ?? keys[index] }
  }

  /// The keys of two or more processes each of which also has a key that another lacks.
  private static func shared(
    _ keys: [InstanceKey], _ marks: [ProcessMark?]
  ) -> Set<InstanceKey> {
    var keysOfMark: [ProcessMark: Set<InstanceKey>] = [:]
    for (key, mark) in zip(keys, marks) {
      if let mark { keysOfMark[mark, default: []].insert(key) }
    }
    var others: [InstanceKey: [Set<InstanceKey>]] = [:]
    for keys in keysOfMark.values where keys.count > 1 {
      for key in keys { others[key, default: []].append(keys) }
    }
    return Set(
      others.filter { _, sets in
        let sorted = sets.sorted { $0.count < $1.count }
        return zip(sorted, sorted.dropFirst()).contains { !$0.isSubset(of: $1) }
      }.keys)
  }

  private func root(of key: InstanceKey) -> InstanceKey {
    var key = key
    while let next = joinedTo[key], next != key { key = next }
    return key
  }

  private mutating func join(_ one: InstanceKey, _ other: InstanceKey) {
    let (first, second) = (root(of: one), root(of: other))
    guard first != second else { return }
    let isFirst = Self.precedes(first, second)
    joinedTo[isFirst ? second : first] = isFirst ? first : second
  }

  private static func precedes(_ one: InstanceKey, _ other: InstanceKey) -> Bool {
    (one.folder + one.part).lexicographicallyPrecedes(other.folder + other.part)
  }
}
