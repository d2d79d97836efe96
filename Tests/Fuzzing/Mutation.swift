/// Small seeded changes of bytes.
struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The bytes with one to three changes.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...number(below: 3) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes.append(UInt8(number(below: 256))) }
    let index = number(below: bytes.count)
    switch number(below: 6) {
    case 0: bytes[index] = UInt8(number(below: 256))
    case 1: bytes[index] ^= 1 << UInt8(number(below: 8))
    case 2: bytes.remove(at: index)
    case 3: bytes.insert([0, 1, 0x7f, 0x80, 0xff][number(below: 5)], at: index)
    case 4: bytes.removeSubrange(index..<bytes.count)
    default:
      let run = bytes[index..<min(bytes.count, index + 1 + number(below: 30))]
      bytes.insert(contentsOf: run, at: number(below: bytes.count))
    }
  }

  /// The next number of a linear congruential generator; only its upper bits are used.
  private mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }
}
