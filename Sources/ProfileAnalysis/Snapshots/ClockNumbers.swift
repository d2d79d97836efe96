/// Times of day in names that have no date, as numbers of four or six digits: `2330`, `063000`.
package struct ClockNumbers {
  /// The seconds since midnight of each name.
  private let seconds: [Int]
  private static let day = 86_400

  /// Nil if the names differ in more than one number, or not all of these may be times of day.
  package init?(_ names: [SnapshotName]) {
    let all = names.map(\.writtenNumbers)
    guard let first = all.first,
      all.allSatisfy({ $0.texts == first.texts && $0.numbers.count == first.numbers.count })
    else { return nil }
    let differing = first.numbers.indices.filter { index in
      all.contains { $0.numbers[index] != first.numbers[index] }
    }
    guard differing.count == 1 else { return nil }
    seconds = all.compactMap { Self.seconds($0.numbers[differing[0]]) }
    guard seconds.count == names.count else { return nil }
  }

  private static func seconds(_ digits: [UInt8]) -> Int? {
    guard digits.count == 4 || digits.count == 6 else { return nil }
    let parts = stride(from: 0, to: digits.count, by: 2).map { place in
      digits[place..<place + 2].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard parts[0] < 24, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    return parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
  }

  /// Whether the order of the numbers is probably not that of time, as of `2200 … 2330 0000 … 0630`: a pause within the
  /// day is more than twice as long as the one around midnight.
  package var crossMidnight: Bool { beginning != nil }

  /// The indices in the order of time, beginning behind the longest pause of the day.
  package var order: [Int] {
    let beginning = beginning ?? 0
    let offsets = seconds.map { ($0 - beginning + Self.day) % Self.day }
    return offsets.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }
  }

  /// The first time behind the longest pause, if the times cross midnight.
  private var beginning: Int? {
    let sorted = Set(seconds).sorted()
    guard sorted.count > 2, let first = sorted.first, let last = sorted.last else { return nil }
    let pauses = zip(sorted, sorted.dropFirst()).map { (length: $1 - $0, end: $1) }
    let longest = pauses.max { $0.length < $1.length }
    let night = first + Self.day - last
    return longest.flatMap { $0.length > 2 * night ? $0.end : nil }
  }
}
