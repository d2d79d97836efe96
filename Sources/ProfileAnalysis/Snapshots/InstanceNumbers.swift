/// Tells the numbers in names that name instances from those that count snapshots.
///
/// A count comes once. A number that comes again at another time names an instance, as in `router-0_…T0100Z`,
/// `router-1_…T0100Z`, `router-0_…T0110Z`; so do the numbers of files that were all taken at one time.
struct InstanceNumbers {
  /// The key of each file, with the number in it where it names an instance.
  private(set) var keys: [InstanceKey]

  /// What is known of the files of a key.
  private struct Facts {
    var isLater = false
    var isRepeated = false
    /// Whether a process has several numbers.
    var isCount = false
    var hasSeveral = false

    var nameInstances: Bool { hasSeveral && !isCount && (isRepeated || !isLater) }
  }

  /// Files that may follow one another.
  private struct Series: Hashable {
    let key: InstanceKey
    let number: [UInt8]
    let group: String
    let format: Int
  }

  init(_ files: [InstanceFile], _ keys: [InstanceKey]) {
    var facts: [InstanceKey: Facts] = [:]
    var timeOfSeries: [Series: Int64] = [:]
    var timeOfKey: [InstanceKey: Int64] = [:]
    var numberOfSeries: [Series: [UInt8]] = [:]
    var numberOfMark: [ProcessMark: [UInt8]] = [:]
    for (index, file) in files.enumerated() where file.second != 0 {
      let (key, number) = (keys[index], file.snapshotName.numberedPart)
      let series = Series(key: key, number: number, group: file.group, format: file.format)
      let others = Series(key: key, number: [], group: file.group, format: file.format)
      var known = facts[key] ?? Facts()
      if timeOfSeries.first(series, file.second) != file.second { known.isRepeated = true }
      if timeOfKey.first(key, file.second) != file.second { known.isLater = true }
      if numberOfSeries.first(others, number) != number { known.hasSeveral = true }
      if let mark = file.mark, numberOfMark.first(mark, number) != number { known.isCount = true }
      facts[key] = known
    }
    self.keys = keys
    for (index, key) in keys.enumerated() where facts[key]?.nameInstances == true {
      self.keys[index] = InstanceKey(
        folder: key.folder, part: files[index].snapshotName.numberedPart)
    }
  }
}

extension Dictionary {
  /// The first value that was given for a key.
  fileprivate mutating func first(_ key: Key, _ value: Value) -> Value {
    if let known = self[key] { return known }
    self[key] = value
    return value
  }
}
