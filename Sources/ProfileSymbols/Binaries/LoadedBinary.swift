import ProfileModel

/// Where a binary was loaded: maps addresses of the process to its own.
///
/// The mapping says where in the file an address lies, and the segments where that part of the file is loaded. So it
/// makes no difference whether it is position independent, or how much of it was mapped.
struct LoadedBinary: Sendable {
  private static let page: UInt64 = 4096

  private let mapping: Mapping
  private let kind: ElfFile.Kind
  private let segments: [ElfFile.Segment]
  /// The address of the first page of the file.
  private let start: UInt64
  /// Whether the file holds what the mapping was loaded from, and no more than what debuggers need.
  private let hasContent: Bool

  init(_ kind: ElfFile.Kind, _ segments: [ElfFile.Segment], _ mapping: Mapping) {
    (self.kind, self.mapping) = (kind, mapping)
    self.segments = segments.filter(\.isExecutable)
    hasContent = self.segments.contains { $0.fileSize > 0 }
    start = (segments.map(\.address).min() ?? 0) & ~(Self.page - 1)
  }

  /// The address within the file; nil if the mapping cannot have loaded it from there.
  func fileAddress(of address: UInt64) -> UInt64? {
    if coversAll { return isCode(address) ? address : nil }
    guard address >= mapping.start, address < mapping.limit || mapping.limit <= mapping.start else {
      return nil
    }
    let distance = address - mapping.start
    switch kind {
    case .relocatable: return mapping.fileOffset == 0 ? distance : nil
    case .other: return nil
    case .executable, .shared: break
    }
    return hasContent ? inContent(distance) : inDebugFile(distance)
  }

  /// Whether the mapping is one that some writers make up for addresses that are the file's already.
  private var coversAll: Bool {
    mapping.start == 0 && mapping.fileOffset == 0 && (mapping.limit == 0 || mapping.limit == .max)
  }

  private func inContent(_ distance: UInt64) -> UInt64? {
    let (position, overflows) = distance.addingReportingOverflow(mapping.fileOffset)
    guard !overflows else { return nil }
    let fitting = segments.filter { $0.fileSize > 0 && Self.holds($0, position) }
    return fitting.first.map { $0.address &+ (position - $0.offset) }
  }

  private static func holds(_ segment: ElfFile.Segment, _ position: UInt64) -> Bool {
    position >= segment.offset
      && position - segment.offset < max(segment.memorySize, segment.fileSize)
  }

  /// A file with nothing but what debuggers need has no offsets any more: its code is the segment as large as the
  /// mapping, unless the mapping begins where the file does.
  private func inDebugFile(_ distance: UInt64) -> UInt64? {
    let size = mapping.limit &- mapping.start
    let fitting = segments.filter { Self.pages($0) == size }
    let address: UInt64
    if fitting.count == 1, let segment = fitting.first {
      address = (segment.address & ~(Self.page - 1)) &+ distance
    } else if mapping.fileOffset == 0 {
      address = start &+ distance
    } else {
      return nil
    }
    return isCode(address) ? address : nil
  }

  private func isCode(_ address: UInt64) -> Bool {
    segments.contains { address >= $0.address && address - $0.address < $0.memorySize }
  }

  /// How many bytes of whole pages a segment takes.
  private static func pages(_ segment: ElfFile.Segment) -> UInt64 {
    let start = segment.address & ~(page - 1)
    let end = (segment.address &+ segment.memorySize &+ (page - 1)) & ~(page - 1)
    return end &- start
  }
}
