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
    var places: Set<StringID> = []
    for length in 0..<40 {
      for changed in 0...length {
        var bytes = [UInt8](repeating: 97, count: length)
        if changed < length { bytes[changed] = 98 }
        places.insert(strings.intern(bytes.span))
      }
    }
    #expect(places.count == strings.table.count)
    #expect(places.count == (0..<40).reduce(0) { $0 + $1 + 1 })
  }
}
