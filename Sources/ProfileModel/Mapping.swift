/// A part of memory that a binary was loaded into.
public struct Mapping: Hashable, Sendable {
  /// The profile's own id for it: unique, not 0.
  public var id: UInt64
  /// The first address.
  public var start: UInt64
  /// The address after the last.
  public var limit: UInt64
  /// The file offset of `start`.
  public var fileOffset: UInt64
  /// The binary's path, or a name such as `[vdso]`.
  public var filename: StringID
  /// The build id.
  public var buildID: StringID
  /// Whether its locations have been given functions.
  public var hasFunctions: Bool
  /// Whether its functions have been given files.
  public var hasFilenames: Bool
  /// Whether its lines have been given numbers.
  public var hasLineNumbers: Bool
  /// Whether inlined calls have been expanded.
  public var hasInlineFrames: Bool

  /// A mapping; everything except the id may be unknown.
  public init(
    id: UInt64, start: UInt64 = 0, limit: UInt64 = 0, fileOffset: UInt64 = 0,
    filename: StringID = .empty, buildID: StringID = .empty, hasFunctions: Bool = false,
    hasFilenames: Bool = false, hasLineNumbers: Bool = false, hasInlineFrames: Bool = false
  ) {
    self.id = id
    self.start = start
    self.limit = limit
    self.fileOffset = fileOffset
    self.filename = filename
    self.buildID = buildID
    self.hasFunctions = hasFunctions
    self.hasFilenames = hasFilenames
    self.hasLineNumbers = hasLineNumbers
    self.hasInlineFrames = hasInlineFrames
  }
}

/// The identity of a mapping, independent of its load address: the size in pages, the offset, and the build id or,
/// without one, the name of the binary.
public struct MappingIdentity: Hashable, Sendable {
  private static let page: UInt64 = 0x1000
  private let size, fileOffset: UInt64
  private let name: StringID

  /// The identity of a mapping.
  public init(of mapping: Mapping) {
    size = (mapping.limit &- mapping.start &+ Self.page &- 1) / Self.page * Self.page
    fileOffset = mapping.fileOffset
    name = mapping.buildID == .empty ? mapping.filename : mapping.buildID
  }
}
