import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// A list of file names, read one at a time: memory holds one block and a window of names.
///
/// A class, because standard input cannot be read twice: the look-ahead and the reader share it.
final class NameList: @unchecked Sendable {
  /// A name, and whether names near it have the same moment.
  struct Name {
    let path: SystemPath
    let hasSibling: Bool
  }

  let path: SystemPath
  private let endsWithNull: Bool
  private var file: InputFile?
  private var source: ByteSource?
  private var block: ArraySlice<UInt8> = []
  private var isAtEnd = false
  private var line = 0
  /// Names read ahead, the next one last.
  private var window: [Name] = []

  /// In a sorted list, files of the same moment are closer than this.
  private static let windowSize = 1024
  /// Longer than a file name on any system.
  private static let longestName = 1 << 16

  init(_ path: SystemPath, endsWithNull: Bool) {
    (self.path, self.endsWithNull) = (path, endsWithNull)
  }

  deinit { file?.close() }

  /// The name for messages.
  var name: String { InputFile.name(of: path) }

  /// A new reader from the beginning; nil if the list can be read only once.
  var fromBeginning: NameList? {
    guard let status = try? FileStatus.of(path), path != "-", status.kind == .regular else {
      return nil
    }
    return NameList(path, endsWithNull: endsWithNull)
  }

  /// The next name; nil at the end.
  ///
  /// - Throws: a `FileError` for a list that cannot be read or is not a list.
  func next() throws -> Name? {
    if window.isEmpty { try fill() }
    return window.popLast()
  }

  /// The names in the window, without consuming them.
  func ahead() throws -> [SystemPath] {
    if window.isEmpty { try fill() }
    return window.reversed().map(\.path)
  }

  private func fill() throws {
    var paths: [SystemPath] = []
    while paths.count < Self.windowSize, let path = try nextPath() { paths.append(path) }
    let moments = paths.map { SnapshotName($0.bytes).moment.hashValue }
    var counts: [Int: Int] = [:]
    for moment in moments { counts[moment, default: 0] += 1 }
    window = zip(paths, moments).map { Name(path: $0, hasSibling: (counts[$1] ?? 0) > 1) }
    window.reverse()
  }

  // MARK: Lines

  private func nextPath() throws -> SystemPath? {
    while let bytes = try nextLine() {
      line += 1
      var name = bytes[...]
      if !endsWithNull {
        if name.last == UInt8(ascii: "\r") { name = name.dropLast() }
        guard !name.contains(0) else {
          throw FileError(
            self.name, "line \(line) has a NUL; give --null if names end with one")
        }
      }
      guard !name.isEmpty else { continue }
      // In a list, `-` is a file name, not standard input.
      return name.elementsEqual([UInt8(ascii: "-")]) ? "./-" : SystemPath(name)
    }
    return nil
  }

  /// The next line without its terminator; nil at the end.
  private func nextLine() throws -> [UInt8]? {
    let end: UInt8 = endsWithNull ? 0 : UInt8(ascii: "\n")
    var start: [UInt8] = []
    while true {
      if let index = block.firstIndex(of: end) {
        let line = start + block[..<index]
        block = block[(index + 1)...]
        return line
      }
      start += block
      guard start.count <= Self.longestName else {
        throw FileError(name, "line \(line + 1) is longer than any file name")
      }
      block = try nextBlock()
      if block.isEmpty { return start.isEmpty ? nil : start }
    }
  }

  private func nextBlock() throws -> ArraySlice<UInt8> {
    guard !isAtEnd else { return [] }
    do {
      if source == nil {
        let file = try InputFile(path, isCounted: false)
        self.file = file
        source = file.source()
      }
      let next = try source?.next() ?? []
      if next.isEmpty {
        isAtEnd = true
        file?.close()
        file = nil
      }
      return next[...]
    } catch {
      throw FileError(name, error)
    }
  }
}
