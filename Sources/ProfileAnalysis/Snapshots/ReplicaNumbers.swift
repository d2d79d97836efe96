/// Finds the numbers of replicas, as a StatefulSet gives them: `catalog-1` of `catalog-1_heap_190637.pb.gz`.
///
/// A number that stays while another counts the snapshots of a process does not count them, so it tells replicas apart.
struct ReplicaNumbers {
  /// The key of each file, with the number in it where it tells replicas apart.
  private(set) var keys: [InstanceKey]

  /// What is known of the files of a folder whose names have the same words before a number.
  private struct Facts {
    /// What else the names say that have the number.
    var rests: [[UInt8]: Set<[UInt8]>] = [:]
    var numberOfMark: [ProcessMark: [UInt8]] = [:]
    var nameOfMark: [ProcessMark: [UInt8]] = [:]
    /// Whether a process has several snapshots by their names.
    var hasSeries = false
    /// Whether a process has several numbers.
    var isCount = false
    /// Whether a file knows its process or its time, which text profiles do not tell, or a number is none of a pod's name.
    var isKnown = false

    var nameInstances: Bool {
      guard !isCount else { return false }
      if hasSeries, Set(numberOfMark.values).count > 1 { return true }
      // Those of a StatefulSet begin with 0, as those of people may begin with 1.
      let numbers = rests.keys.sorted(by: SnapshotName.precedes)
      let values = numbers.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      guard let first = values.first, first <= 1, values.count > 1,
        values == Array(first..<first + values.count)
      else { return false }
      return areSideBySide(numbers) || areAlone(numbers)
    }

    /// Whether each number has several moments among those of the one before: releases follow one another.
    private func areSideBySide(_ numbers: [[UInt8]]) -> Bool {
      let ranges = numbers.compactMap { range(of: rests[$0] ?? []) }
      return ranges.count == numbers.count
        && zip(ranges, ranges.dropFirst()).allSatisfy { one, next in
          !SnapshotName.precedes(one.last, next.first)
            && !SnapshotName.precedes(next.last, one.first)
        }
    }

    /// Whether each number has one moment, and nothing tells whether they are snapshots or replicas: too few snapshots for a
    /// trend are better judged each than by the last one.
    private func areAlone(_ numbers: [[UInt8]]) -> Bool {
      !isKnown && numbers.count < Self.fewestOfTrend && Set(rests.values).count == 1
        && rests.values.allSatisfy { $0.count == 1 }
    }

    /// How many snapshots a trend needs.
    private static let fewestOfTrend = 12

    /// The first and the last of several names; nil of one.
    private func range(of names: Set<[UInt8]>) -> (first: [UInt8], last: [UInt8])? {
      guard names.count > 1, let first = names.min(by: SnapshotName.precedes),
        let last = names.max(by: SnapshotName.precedes)
      else { return nil }
      return (first, last)
    }

    mutating func add(_ replica: SnapshotName.Replica, of file: InstanceFile) {
      rests[replica.number, default: []].insert(replica.rest)
      if file.mark != nil || file.second != 0 || !replica.isOfName { isKnown = true }
      guard let mark = file.mark else { return }
      let part = file.snapshotName.timedPart
      if numberOfMark[mark, default: replica.number] != replica.number { isCount = true }
      if nameOfMark[mark, default: part] != part { hasSeries = true }
      numberOfMark[mark] = replica.number
      nameOfMark[mark] = part
    }
  }

  init(_ files: [InstanceFile], _ keys: [InstanceKey]) {
    self.keys = keys
    let replicas = files.map(\.snapshotName.replicas)
    var facts: [InstanceKey: Facts] = [:]
    for index in files.indices {
      for replica in replicas[index] {
        let group = InstanceKey(folder: keys[index].folder, part: replica.word)
        facts[group, default: Facts()].add(replica, of: files[index])
      }
    }
    // Once for each group, and not for each of its files.
    let naming = Set(facts.filter(\.value.nameInstances).keys)
    for (index, key) in keys.enumerated() {
      let told = replicas[index].first { replica in
        replica.isWhole(in: key.part)
          && naming.contains(InstanceKey(folder: key.folder, part: replica.word))
      }
      guard let told else { continue }
      let part = told.word + [UInt8(ascii: "-")] + told.number
      self.keys[index] = InstanceKey(
        folder: key.folder, part: part + key.part.dropFirst(told.word.count))
    }
  }
}
