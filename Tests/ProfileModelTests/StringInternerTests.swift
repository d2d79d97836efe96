import ProfileModel
import Testing

@Suite struct StringInternerTests {
  @Test func equalTextsHaveOnePlace() {
    var strings = StringInterner()
    let first = strings.intern("main.main")
    #expect(strings.intern("main.main") == first)
    #expect(strings.intern("main.work") != first)
    #expect(strings.table[first] == "main.main")
    #expect(strings.table.count == 3)
  }

  @Test func emptyTextIsTheFirst() {
    var strings = StringInterner()
    #expect(strings.intern("") == .empty)
    #expect(strings.table.count == 1)
  }

  @Test func textsThatDifferInOneByteAreApart() {
    var strings = StringInterner()
    var ids: Set<StringID> = []
    for length in 0..<40 {
      for changed in 0...length {
        var bytes = [UInt8](repeating: 97, count: length)
        if changed < length { bytes[changed] = 98 }
        ids.insert(strings.intern(bytes.span))
      }
    }
    #expect(ids.count == strings.table.count)
    #expect(ids.count == (0..<40).reduce(0) { $0 + $1 + 1 })
  }

  /// Names of 0 to 19 bytes, so that separators occur at every position of a machine word, in lines of many and of
  /// few names.
  @Test(arguments: [1, 2, 7, 64, 65, 300])
  func partsOfALineAreFoundAsTheyAreAlone(_ count: Int) {
    let names = (0..<count).map { String(repeating: "name", count: 5).prefix($0 * 7 % 20) }
    let line = "caller;" + names.joined(separator: ";")
    var strings = StringInterner()
    var (ends, rows): ([Int], [UInt32]) = ([], [])
    strings.intern(
      line.utf8.span, from: 7, separator: UInt8(ascii: ";"), ends: &ends, rows: &rows)
    #expect(rows.map { strings.table[StringID($0)] } == names.map(String.init))
    #expect(rows == names.map { strings.intern(String($0)).index })
    var end = 6
    #expect(
      ends
        == names.map { name in
          end += 1 + name.utf8.count
          return end
        })
  }
}
