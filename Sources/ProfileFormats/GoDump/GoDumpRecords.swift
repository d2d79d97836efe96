import ProfileModel

/// The goroutines of a dump, each distinct one once with a count, so that memory grows with what goroutines do and
/// not with their number.
struct GoDumpRecords {
  /// A goroutine as far as its samples go.
  struct Key: Hashable {
    /// Its stack in `stacks`.
    let stack: StackID
    /// Its status: the end of its header (texts of the frames).
    let status: StringID
    /// The function that started it (texts of the frames); empty when not known.
    let createdBy: StringID
    /// Its number, when ids are kept.
    let id: UInt64?
    /// Its arguments, when ids are kept.
    let arguments: StringID
  }

  var frames = GoDumpFrames()
  private(set) var stacks = StackInterner()
  /// The distinct goroutines in the order of first sight.
  private(set) var rows: [Key] = []
  private(set) var counts: [Int64] = []
  private var indices: [Key: Int] = [:]
  /// Where each distinct goroutine was created (texts of the frames); empty when not known.
  private(set) var creatorSources: [StringID] = []
  /// Where else equal goroutines were, by row.
  private(set) var otherSources: [Int: [StringID]] = [:]

  /// The id of a stack, frames leaf first.
  mutating func stack(_ frames: [UInt32]) -> StackID { stacks.intern(frames.span) }

  /// Counts a goroutine and gives its row.
  mutating func add(_ key: Key) -> Int {
    if let row = indices[key] {
      counts[row] += 1
      return row
    }
    indices[key] = rows.count
    rows.append(key)
    creatorSources.append(.empty)
    counts.append(1)
    return rows.count - 1
  }

  /// Notes where a goroutine of a row was created; not all of very many positions are kept.
  mutating func addCreatorSource(_ source: StringID, row: Int) {
    guard source != .empty, creatorSources[row] != source else { return }
    guard creatorSources[row] != .empty else { return creatorSources[row] = source }
    let others = otherSources[row, default: []]
    guard others.count < CreatorSources.limit, !others.contains(source) else { return }
    otherSources[row, default: []].append(source)
  }

  /// The source positions where goroutines of a row were created, in the order of first sight.
  func creatorSources(ofRow row: Int) -> [StringID] {
    creatorSources[row] == .empty ? [] : [creatorSources[row]] + otherSources[row, default: []]
  }

  /// How much memory all of it takes, about.
  @inline(__always)
  var memory: Int {
    frames.memory + stacks.table.memory + 3 * MemoryLayout<Key>.stride * rows.count
      + 128 * otherSources.count
  }

  /// Removes a goroutine that has been counted.
  mutating func remove(row: Int) { counts[row] -= 1 }
}
