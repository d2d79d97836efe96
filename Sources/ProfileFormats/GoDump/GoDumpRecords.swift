import ProfileModel

/// What a dump says, each distinct goroutine once with how often it occurs, so that memory grows with
/// what goroutines do and not with their number.
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
  private var places: [Key: Int] = [:]
  /// Where each distinct goroutine was created (texts of the frames); empty when not known.
  private(set) var creatorPlaces: [StringID] = []
  /// Where else equal goroutines were, by row.
  private(set) var otherPlaces: [Int: [StringID]] = [:]

  /// The place of a stack, frames leaf first.
  mutating func stack(_ frames: [UInt32]) -> StackID { stacks.intern(frames.span) }

  /// Counts a goroutine and gives its row.
  mutating func add(_ key: Key) -> Int {
    if let row = places[key] {
      counts[row] += 1
      return row
    }
    places[key] = rows.count
    rows.append(key)
    creatorPlaces.append(.empty)
    counts.append(1)
    return rows.count - 1
  }

  /// Notes where a goroutine of a row was created; not all of very many places are kept.
  mutating func addCreatorPlace(_ place: StringID, row: Int) {
    guard place != .empty, creatorPlaces[row] != place else { return }
    guard creatorPlaces[row] != .empty else { return creatorPlaces[row] = place }
    let others = otherPlaces[row, default: []]
    guard others.count < CreatorPlaces.limit, !others.contains(place) else { return }
    otherPlaces[row, default: []].append(place)
  }

  /// The places where goroutines of a row were created, in the order of first sight.
  func creatorPlaces(ofRow row: Int) -> [StringID] {
    creatorPlaces[row] == .empty ? [] : [creatorPlaces[row]] + otherPlaces[row, default: []]
  }

  /// How much memory all of it takes, about.
  @inline(__always)
  var memory: Int {
    frames.memory + stacks.table.memory + 3 * MemoryLayout<Key>.stride * rows.count
      + 128 * otherPlaces.count
  }

  /// Takes a goroutine back that has been counted.
  mutating func remove(row: Int) { counts[row] -= 1 }
}
