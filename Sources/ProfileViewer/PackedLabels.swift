import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The labels of samples: distinct texts, and sets of pairs.
struct PackedLabels {
  /// A key with either texts or numbers.
  struct Key: Hashable {
    let key: StringID
    let isNumeric: Bool
  }

  /// The block.
  let bytes: [UInt8]
  let textCount: Int
  let setCount: Int
  /// The keys in the order in which sets refer to them.
  let keys: [Key]
  /// The index in the block of each set of the profile.
  let indices: [UInt32]

  init(_ profile: Profile) {
    var packer = LabelPacker(profile)
    let table = profile.labelSets
    var isUsed = [Bool](repeating: false, count: table.count)
    for set in profile.sampleTable.labelSets { isUsed[Int(set)] = true }
    indices = isUsed.indices.map { set in
      isUsed[set] ? packer.index(of: table.labels(of: LabelSetID(UInt32(set)))) : 0
    }
    keys = packer.keys
    (textCount, setCount) = (packer.texts.count, packer.sets.count)
    var block = PackedBytes()
    block.append(texts: packer.texts)
    block.append(column: packer.sets.lazy.map(\.count))
    for pair in packer.sets.joined() {
      block.append(pair.key)
      switch pair.value {
      case .text(let index): block.append(index)
      case .number(let number): block.append(signed: number)
      }
    }
    bytes = block.bytes
  }
}

/// Assigns indices to keys, texts and sets.
private struct LabelPacker {
  struct Pair: Hashable {
    enum Value: Hashable {
      case text(Int)
      case number(Int64)
    }
    let key: Int
    let value: Value
  }

  /// Scripts round numbers beyond it; those are texts.
  private static let largestNumber: UInt64 = 1 << 53

  private(set) var keys: [PackedLabels.Key] = []
  private(set) var texts: [[UInt8]] = []
  private(set) var sets: [[Pair]] = [[]]
  private let strings: StringTable
  private var keyIndices: [PackedLabels.Key: Int] = [:]
  private var textIndices: [[UInt8]: Int] = [:]
  private var setIndices: [[Pair]: UInt32] = [[]: 0]

  init(_ profile: Profile) { strings = profile.strings }

  mutating func index(of labels: ArraySlice<Label>) -> UInt32 {
    let set = labels.map { pair($0) }
    if let index = setIndices[set] { return index }
    let index = UInt32(sets.count)
    setIndices[set] = index
    sets.append(set)
    return index
  }

  private mutating func pair(_ label: Label) -> Pair {
    switch label.value {
    case .text(let text):
      Pair(
        key: index(label.key, isNumeric: false), value: .text(index(of: strings.bytes(of: text))))
    case .number(let number, _) where number.magnitude > Self.largestNumber:
      Pair(
        key: index(label.key, isNumeric: false),
        value: .text(index(of: Array("\(number)".utf8)[...])))
    case .number(let number, _):
      Pair(key: index(label.key, isNumeric: true), value: .number(number))
    }
  }

  private mutating func index(_ key: StringID, isNumeric: Bool) -> Int {
    let key = PackedLabels.Key(key: key, isNumeric: isNumeric)
    if let index = keyIndices[key] { return index }
    keyIndices[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  private mutating func index(of text: ArraySlice<UInt8>) -> Int {
    let shown = SafeText.shownBytes(text)
    if let index = textIndices[shown] { return index }
    textIndices[shown] = texts.count
    texts.append(shown)
    return texts.count - 1
  }
}
