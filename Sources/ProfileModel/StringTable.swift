/// Every distinct string of a profile, stored once, as bytes: names need not be valid UTF-8.
public struct StringTable: Sendable, Equatable {
  /// All strings, one after the other.
  public package(set) var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  public package(set) var ends: [UInt32] = [0]

  /// A table with only the empty string.
  public init() {}

  /// The number of strings, including the empty one.
  @inlinable
  public var count: Int { ends.count }

  /// The range in `bytes` of a string.
  @inlinable
  public func range(of id: StringID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The bytes of a string, as in the profile: a part of `bytes`, whose indices are those of `range(of:)` and do not
  /// begin at 0.
  @inlinable
  public func bytes(of id: StringID) -> ArraySlice<UInt8> { bytes[range(of: id)] }

  /// A string; bytes that are not UTF-8 become U+FFFD.
  @inlinable
  public subscript(id: StringID) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// Whether a string is empty.
  @inlinable
  public func isEmpty(_ id: StringID) -> Bool { range(of: id).isEmpty }

  /// Adds a string without checking whether it already exists.
  package mutating func append(_ text: borrowing Span<UInt8>) {
    for index in text.indices { bytes.append(text[index]) }
    ends.append(UInt32(bytes.count))
  }

  /// Whether one string sorts before another by bytes, as Go and C compare strings.
  @inlinable
  public func precedes(_ left: StringID, _ right: StringID) -> Bool {
    bytes(of: left).lexicographicallyPrecedes(bytes(of: right))
  }
}
