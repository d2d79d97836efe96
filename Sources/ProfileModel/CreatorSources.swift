/// Where in the source goroutines were created, as `file:line`.
///
/// Dumps tell it of each goroutine. Profiles have no place for it, so it is kept beside them, by hashes of the names
/// on a stack and of the creator.
package struct CreatorSources: Sendable, Equatable {
  /// At most this many source positions of equal goroutines are kept; more would not help anybody.
  package static let limit = 3

  /// Each distinct list of source positions once.
  private var lists: [[String]] = []
  private var numbers: [[String]: Int] = [:]
  /// The list of a stack and a creator.
  private var known: [Int: Int] = [:]

  package init() {}

  /// Adds the source positions where goroutines were created.
  ///
  /// - `names`: the functions on their stack, leaf first.
  package mutating func add(
    _ sources: [String], names: some Sequence<ArraySlice<UInt8>>, creator: ArraySlice<UInt8>
  ) {
    guard !sources.isEmpty else { return }
    let key = Self.key(names, creator)
    let before = known[key].map { lists[$0] } ?? []
    let all = before + sources.filter { !before.contains($0) }
    known[key] = number(of: Array(all.prefix(Self.limit)))
  }

  /// The source positions where the goroutines of a stack were created; empty if unknown.
  package func sources(
    names: some Sequence<ArraySlice<UInt8>>, creator: ArraySlice<UInt8>
  ) -> [String] {
    known[Self.key(names, creator)].map { lists[$0] } ?? []
  }

  private mutating func number(of list: [String]) -> Int {
    if let number = numbers[list] { return number }
    numbers[list] = lists.count
    lists.append(list)
    return lists.count - 1
  }

  private static func key(
    _ names: some Sequence<ArraySlice<UInt8>>, _ creator: ArraySlice<UInt8>
  ) -> Int {
    var hasher = Hasher()
    for name in names { hasher.combine(name) }
    hasher.combine(creator)
    return hasher.finalize()
  }
}
