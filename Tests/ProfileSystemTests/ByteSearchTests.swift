import ProfileSystem
import Testing

@Suite struct ByteSearchTests {
  static let searches: [(text: String, part: String, found: Range<Int>?)] = [
    ("main.work", "main", 0..<4), ("main.work", "work", 5..<9), ("main.work", "worker", nil),
    ("main", "main.work", nil), ("aaab", "aab", 1..<4), ("a::b::c", "::", 1..<3),
    ("abab", "ba", 1..<3), ("ab", "c", nil), ("ab", "", 0..<0), ("", "a", nil), ("", "", 0..<0),
  ]

  @Test(arguments: searches)
  func theFirstOccurrenceIsFound(_ text: String, _ part: String, _ found: Range<Int>?) {
    #expect(Array(text.utf8)[...].firstRange(of: Array(part.utf8)) == found)
    // The indices of a slice are those of what it is a part of.
    let slice = Array("::\(text)::".utf8).dropFirst(2).dropLast(2)
    let shifted = found.map { $0.lowerBound + 2..<$0.upperBound + 2 }
    #expect(slice.firstRange(of: Array(part.utf8)) == shifted)
  }

  @Test func textsAreFoundAsBytesAre() {
    #expect(Array("main[...].work".utf8)[...].firstRange(of: "[...]") == 4..<9)
    #expect(Array("main.work".utf8)[...].firstRange(of: "[...]") == nil)
  }
}
