/// Every distinct text of a profile once, as bytes: names need not be valid UTF-8.
public struct StringTable: Sendable, Equatable {
  /// All texts, one behind the other.
  public package(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  public package(set) var ends: [UInt32] = [0]

  /// A table that holds only the empty string.
  public init() {}

  /// How many texts there are, the empty one included.
  @inlinable
  public var count: Int { ends.count }

  /// Where a text lies in `bytes`.
  @inlinable
  public func range(of id: StringID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// A text's bytes as they are in the profile.
  @inlinable
  public func bytes(of id: StringID) -> ArraySlice<UInt8> { bytes[range(of: id)] }

  /// A text; what is not UTF-8 becomes U+FFFD.
  @inlinable
  public subscript(id: StringID) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// Whether a text is empty.
  @inlinable
  public func isEmpty(_ id: StringID) -> Bool { range(of: id).isEmpty }

  /// Adds a text without looking whether it is there already.
  public mutating func append(_ text: borrowing Span<UInt8>) {
    for index in text.indices { bytes.append(text[index]) }
    ends.append(UInt32(bytes.count))
  }

  /// Whether two texts are in the order of their bytes, as Go and C compare strings.
  @inlinable
  public func precedes(_ left: StringID, _ right: StringID) -> Bool {
    bytes(of: left).lexicographicallyPrecedes(bytes(of: right))
  }
}
