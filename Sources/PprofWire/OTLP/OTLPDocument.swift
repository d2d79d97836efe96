package import ProfileModel

/// A document of OpenTelemetry profiles as it stands: tables of indices, which may be damaged.
package struct OTLPDocument: Sendable {
  package var dictionary = OTLPDictionary()
  package var resources: [OTLPResource] = []

  package init() {}

  /// How much memory it takes, about.
  package var memory: Int {
    dictionary.memory &+ resources.reduce(0) { $0 &+ $1.profiles.reduce(256) { $0 &+ $1.memory } }
  }
}

/// The facts that the profiles of one source share.
package struct OTLPResource: Sendable {
  package var attributes: [OTLPPair] = []
  package var profiles: [OTLPProfile] = []

  package init() {}
}

/// A value of any type.
package indirect enum OTLPValue: Sendable, Equatable {
  case none
  case text([UInt8])
  /// The index of a text.
  case textIndex(Int)
  case integer(Int64)
  case boolean(Bool)
  case number(Double)
  case array([OTLPValue])
  case pairs([OTLPPair])
  /// Bytes as base64.
  case bytes([UInt8])

  /// How many values may be in one another.
  package static let deepest = 16
}

/// A key and its value.
package struct OTLPPair: Sendable, Equatable {
  package var key: [UInt8]
  package var value: OTLPValue

  package init(key: [UInt8] = [], value: OTLPValue = .none) {
    self.key = key
    self.value = value
  }
}

/// The tables that profiles refer to; entry 0 of each is empty.
package struct OTLPDictionary: Sendable {
  package struct Mapping: Sendable {
    package var start: UInt64 = 0
    package var limit: UInt64 = 0
    package var offset: UInt64 = 0
    package var file = 0
    package var attributes: [Int] = []
    package init() {}
  }
  package struct Line: Sendable {
    package var function = 0
    package var line: Int64 = 0
    package var column: Int64 = 0
    package init() {}
  }
  package struct Location: Sendable {
    package var mapping = 0
    package var address: UInt64 = 0
    package var lines: [Line] = []
    package var attributes: [Int] = []
    package init() {}
  }
  package struct Function: Sendable {
    package var name = 0
    package var systemName = 0
    package var file = 0
    package var startLine: Int64 = 0
    package init() {}
  }
  package struct Attribute: Sendable {
    package var key = 0
    package var value = OTLPValue.none
    package var unit = 0
    package init() {}
  }
  package struct Link: Sendable {
    package var trace: [UInt8] = []
    package var span: [UInt8] = []
    package init() {}
  }

  package var strings = StringTable()
  package var mappings: [Mapping] = []
  package var locations: [Location] = []
  package var functions: [Function] = []
  package var attributes: [Attribute] = []
  package var links: [Link] = []
  /// The locations of all stacks, leaf first, one behind the other, and where each ends.
  package var stackLocations: [Int32] = []
  package var stackEnds: [Int] = []
  /// How many texts there are; the table of them always has the empty one.
  package var stringCount = 0

  package init() {
    // Texts are kept in their order, so the table must be empty at first.
    strings.ends = []
  }

  /// Adds a text, which may be there already.
  package mutating func append(string: borrowing Span<UInt8>) {
    strings.append(string)
    stringCount += 1
  }

  package var memory: Int {
    let texts = strings.bytes.count &+ 8 &* stringCount
    let code = 72 &* mappings.count &+ 120 &* locations.count &+ 40 &* functions.count
    let stacks = 4 &* stackLocations.count &+ 8 &* stackEnds.count
    return texts &+ code &+ stacks &+ 96 &* attributes.count &+ 64 &* links.count
  }

  /// The locations of a stack, leaf first.
  package func locations(ofStack index: Int) -> ArraySlice<Int32> {
    stackLocations[(index == 0 ? 0 : stackEnds[index - 1])..<stackEnds[index]]
  }
}

/// A profile: what it counts, and its samples in columns.
package struct OTLPProfile: Sendable {
  package var type = 0
  package var unit = 0
  package var time: UInt64 = 0
  package var duration: UInt64 = 0
  package var periodType = 0
  package var periodUnit = 0
  package var period: Int64 = 0
  package var attributes: [Int] = []

  /// The index of each sample's stack, and of its link.
  package private(set) var stacks: [Int32] = []
  package private(set) var links: [Int32] = []
  /// The indices of all attributes, one sample's behind the other's, and where each one's end.
  private var attributeIndices: [Int32] = []
  private var attributeEnds: [Int32] = []
  /// What each sample counts, in all.
  package private(set) var sums: [Int64] = []
  /// How many values and timestamps each sample has.
  package private(set) var valueCounts: [Int32] = []
  package private(set) var timeCounts: [Int32] = []
  package private(set) var firstTime: UInt64 = .max
  package private(set) var lastTime: UInt64 = 0

  package init() {}

  package var memory: Int { 128 &+ 32 &* stacks.count &+ 4 &* attributeIndices.count }

  package struct Sample {
    package var stack: Int32 = 0
    package var link: Int32 = 0
    package var attributes: [Int32] = []
    package var sum: Int64 = 0
    package var valueCount: Int32 = 0
    package var timeCount: Int32 = 0
    package init() {}

    package mutating func add(value: Int64) {
      sum = sum.addingClamped(value)
      valueCount &+= 1
    }
  }

  package mutating func append(_ sample: Sample) {
    stacks.append(sample.stack)
    links.append(sample.link)
    attributeIndices += sample.attributes
    attributeEnds.append(Int32(truncatingIfNeeded: attributeIndices.count))
    sums.append(sample.sum)
    valueCounts.append(sample.valueCount)
    timeCounts.append(sample.timeCount)
  }

  package mutating func note(time: UInt64) {
    firstTime = min(firstTime, time)
    lastTime = max(lastTime, time)
  }

  /// The attributes of a sample.
  package func attributes(ofSample row: Int) -> ArraySlice<Int32> {
    let start = row == 0 ? 0 : Int(attributeEnds[row - 1])
    return attributeIndices[start..<Int(attributeEnds[row])]
  }
}
