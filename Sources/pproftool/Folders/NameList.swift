import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// The names in a list, one after the other: no more of it is held than a block and some names.
///
/// A class, since what standard input gave cannot be had again: whoever looks ahead and whoever reads share it.
final class NameList: @unchecked Sendable {
  /// A name, and whether others of the same moment stand near it.
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
  /// The names that have been looked at, the next last.
  private var window: [Name] = []

  /// Forms of one moment stand together in any list that is sorted.
  private static let windowSize = 1024
  /// No system takes a longer name.
  private static let longestName = 1 << 16

  init(_ path: SystemPath, endsWithNull: Bool) {
    (self.path, self.endsWithNull) = (path, endsWithNull)
  }

  deinit { file?.close() }

  /// What a person calls it.
  var name: String { InputFile.name(of: path) }

  /// The same list from its beginning; nil for one that can be read only once.
  var again: NameList? {
    guard let status = try? FileStatus.of(path), path != "-", status.kind == .regular else {
      return nil
    }
    return NameList(path, endsWithNull: endsWithNull)
  }

  /// The next name; nil at the end.
  ///
  /// - Throws: a `FileError` for a list that cannot be read, or that is none.
  func next() throws -> Name? {
    if window.isEmpty { try fill() }
    return window.popLast()
  }

  /// The names that come next, as far as they are looked at at once.
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
      // A file may be called so.
      return name.elementsEqual([UInt8(ascii: "-")]) ? "./-" : SystemPath(name)
    }
    return nil
  }

  /// The next line without its end; nil if there is none.
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
