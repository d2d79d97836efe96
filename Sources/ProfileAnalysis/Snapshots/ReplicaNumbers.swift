/// Finds the numbers of replicas, as a StatefulSet gives them: `catalog-1` of `catalog-1_heap_190637.pb.gz`.
///
/// A number that stays while another counts the snapshots of a process does not count them, so it tells replicas apart.
struct ReplicaNumbers {
  /// The key of each file, with the number in it where it tells replicas apart.
  private(set) var keys: [InstanceKey]

  /// What is known of the files of a folder whose names begin with one word.
  private struct Facts {
    var replicas: Set<[UInt8]> = []
    var replicaOfMark: [ProcessMark: [UInt8]] = [:]
    var nameOfMark: [ProcessMark: [UInt8]] = [:]
    /// Whether a process has several snapshots by their names.
    var hasSeries = false
    /// Whether a process has several numbers.
    var isCount = false

    var nameInstances: Bool { hasSeries && !isCount && replicas.count > 1 }

    mutating func add(_ name: SnapshotName.Replica, _ part: [UInt8], _ mark: ProcessMark) {
      replicas.insert(name.number)
      if replicaOfMark[mark, default: name.number] != name.number { isCount = true }
      if nameOfMark[mark, default: part] != part { hasSeries = true }
      replicaOfMark[mark] = name.number
      nameOfMark[mark] = part
    }
  }

  init(_ files: [InstanceFile], _ keys: [InstanceKey]) {
    self.keys = keys
    let replicas = files.map(\.snapshotName.replica)
    var facts: [InstanceKey: Facts] = [:]
    for (index, file) in files.enumerated() {
      guard let mark = file.mark, let replica = replicas[index] else { continue }
      let group = InstanceKey(folder: keys[index].folder, part: replica.word)
      facts[group, default: Facts()].add(replica, file.snapshotName.numberedPart, mark)
    }
    for (index, key) in keys.enumerated() {
      guard let replica = replicas[index], key.part.starts(with: replica.word),
        facts[InstanceKey(folder: key.folder, part: replica.word)]?.nameInstances == true
      else { continue }
      let part = replica.word + [UInt8(ascii: "-")] + replica.number
      self.keys[index] = InstanceKey(
        folder: key.folder, part: part + key.part.dropFirst(replica.word.count))
    }
  }
}
