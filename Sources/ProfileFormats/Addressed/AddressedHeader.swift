import ProfileModel

/// The first line of a text of addresses.
enum AddressedHeader {
  /// `goroutine profile: total 178`.
  case count(name: String, total: Int64)
  /// `heap profile: 1: 480 [7: 1983184] @ heap/1048576`.
  case heap(HeapSampling)
  /// `--- contention:`, `--- mutex:` of the Go runtime, or `--- contentionz 1 ---`.
  case contention(isGo: Bool)

  init?(_ line: ArraySlice<UInt8>) {
    if let sampling = HeapSampling(line) {
      self = .heap(sampling)
    } else if line.elementsEqual("--- contention:".utf8) || line.elementsEqual("--- mutex:".utf8) {
      self = .contention(isGo: true)
    } else if line.starts(with: "--- contentionz ") {
      self = .contention(isGo: false)
    } else if let count = Self.count(line) {
      self = count
    } else {
      return nil
    }
  }

  private static func count(_ line: ArraySlice<UInt8>) -> AddressedHeader? {
    let mark: StaticString = " profile: total "
    guard let range = line.lastRange(of: mark), range.lowerBound > line.startIndex else {
      return nil
    }
    let name = line[..<range.lowerBound]
    var cursor = TextCursor(line[range.upperBound...])
    guard name.allSatisfy(isPartOfName), let total = cursor.signedDecimal(), cursor.isAtEnd else {
      return nil
    }
    return .count(name: String(decoding: name, as: UTF8.self), total: total)
  }

  /// Whether a byte can occur in the name of a profile; bytes that logs put before a text cannot.
  static func isPartOfName(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !separators.contains(byte)
  }
  private static let separators = Array("\",;[](){}<>=".utf8)

  /// Whether the Go runtime wrote the text.
  var isGo: Bool {
    switch self {
    case .count: true
    case .heap(let sampling): sampling.isGo
    case .contention(let isGo): isGo
    }
  }

  /// The sample types.
  var sampleTypes: [(type: String, unit: String)] {
    switch self {
    case .count(let name, _): [(name, "count")]
    case .contention: [("contentions", "count"), ("delay", "nanoseconds")]
    case .heap(let sampling) where sampling.hasAllocations:
      // In use last, for that is what is shown unless another type is asked for.
      [
        ("alloc_objects", "count"), ("alloc_space", "bytes"), ("inuse_objects", "count"),
        ("inuse_space", "bytes"),
      ]
    case .heap: [("objects", "count"), ("space", "bytes")]
    }
  }

  /// What lies between two samples.
  var periodType: (type: String, unit: String) {
    switch self {
    case .count(let name, _): (name, "count")
    case .contention: ("contentions", "count")
    case .heap: ("space", "bytes")
    }
  }
}
