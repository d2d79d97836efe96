/// Where in the source goroutines were created, as `file:line`.
///
/// Dumps tell it of each goroutine. Profiles have no place for it, so it is kept beside them, by hashes of the names
/// on a stack and of the creator.
package struct CreatorPlaces: Sendable, Equatable {
  /// So many places of equal goroutines are kept: more say nothing to anybody.
  package static let limit = 3

  /// Each distinct list of places once.
  private var lists: [[String]] = []
  private var numbers: [[String]: Int] = [:]
  /// The list of a stack and a creator.
  private var known: [Int: Int] = [:]

  package init() {}

  /// Adds places of goroutines.
  ///
  /// - `names`: the functions on their stack, leaf first.
  package mutating func add(
    _ places: [String], names: some Sequence<ArraySlice<UInt8>>, creator: ArraySlice<UInt8>
  ) {
    guard !places.isEmpty else { return }
    let key = Self.key(names, creator)
    let before = known[key].map { lists[$0] } ?? []
    let all = before + places.filter { !before.contains($0) }
    known[key] = number(of: Array(all.prefix(Self.limit)))
  }

  /// The places where the goroutines of a stack were created; none if that is not known.
  package func places(
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
