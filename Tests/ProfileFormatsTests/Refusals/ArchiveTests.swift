import ProfileModel
import Synchronization
import TestSupport
import Testing

@testable import ProfileFormats

/// Counting files needs the whole archive: a truncated or damaged one has no count, and claimed numbers are not
/// trusted.
@Suite struct ArchiveTests {
  private func count(
    _ bytes: [UInt8], inBlocksOf size: Int = 1000,
    _ count: (inout ByteSource) -> Int?
  ) -> Int? {
    let position = Mutex(0)
    var source = ByteSource {
      position.withLock { position in
        defer { position = min(position + size, bytes.count) }
        return Array(bytes[position..<min(position + size, bytes.count)])
      }
    }
    return count(&source)
  }

  @Test(arguments: [("three.zip", 3), ("pipe.zip", 2)])
  func filesOfAZipAreCounted(_ name: String, _ files: Int) throws {
    let bytes = try FixtureFiles.bytes("foreign/\(name)")
    for size in [1, 7, 1 << 20] {
      #expect(count(bytes, inBlocksOf: size) { ZipArchive.countFiles(&$0) } == files)
    }
    let comment = Array(bytes.dropLast(2)) + [2, 0, 0x50, 0x4B]
    #expect(count(comment) { ZipArchive.countFiles(&$0) } == files)
  }

  @Test func cutZipHasNoCount() throws {
    let bytes = try FixtureFiles.bytes("foreign/three.zip")
    for length in 0..<bytes.count {
      #expect(count(Array(bytes[..<length])) { ZipArchive.countFiles(&$0) } == nil)
    }
  }

  /// The last record of an archive with many files, and the larger one before it; the directory is not in the
  /// examined part.
  @Test func numberOfAZipIsBelievedWhereItsDirectoryIsNotSeen() {
    let end: [UInt8] = [
      0x50, 0x4B, 5, 6, 0, 0, 0, 0, 0xFF, 0xFE, 0xFF, 0xFE, 0, 0, 0, 0x7F, 0, 0, 0, 0, 0, 0,
    ]
    #expect(count(end) { ZipArchive.countFiles(&$0) } == 0xFEFF)
    let large: [UInt8] =
      [0x50, 0x4B, 6, 6] + [UInt8](repeating: 0, count: 28) + [0x70, 0x11, 1, 0, 0, 0, 0, 0]
      + [UInt8](repeating: 0, count: 36)
    let full = end.map { $0 == 0xFE ? 0xFF : $0 }
    #expect(count(large + full) { ZipArchive.countFiles(&$0) } == 70_000)
    #expect(count(full) { ZipArchive.countFiles(&$0) } == nil)
  }

  @Test(arguments: [("three.tar", 3), ("v7.tar", 1)])
  func filesOfATarAreCounted(_ name: String, _ files: Int) throws {
    let bytes = try FixtureFiles.bytes("foreign/\(name)")
    for size in [1, 100, 1 << 20] {
      #expect(count(bytes, inBlocksOf: size) { TarArchive.countFiles(&$0) } == files)
    }
  }

  /// An archive that ends between two files may be complete.
  @Test func cutTarHasNoCount() throws {
    let bytes = try FixtureFiles.bytes("foreign/three.tar")
    for length in stride(from: 1, to: 3584, by: 13) where length % 512 != 0 {
      #expect(count(Array(bytes[..<length])) { TarArchive.countFiles(&$0) } == nil)
    }
  }

  @Test func sizeOfATarIsNotBelieved() throws {
    var header = Array(try FixtureFiles.bytes("foreign/v7.tar").prefix(512))
    for size in ["77777777777\0", "\u{80}\0\0\0"] {
      header.replaceSubrange(
        124..<136,
        with: Array(
          size.unicodeScalars.map { UInt8($0.value) } + [UInt8](repeating: 0xFF, count: 12)
        ).prefix(12))
      sign(&header)
      #expect(TarArchive.isHeader(header[...]))
      #expect(count(header) { TarArchive.countFiles(&$0) } == nil)
    }
  }

  /// Writes the checksum of a header.
  private func sign(_ header: inout [UInt8]) {
    header.replaceSubrange(148..<156, with: Array("        ".utf8))
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    header.replaceSubrange(148..<(148 + sum.utf8.count), with: Array(sum.utf8))
  }

  @Test func onlyTheChecksumMakesAHeader() throws {
    let header = Array(try FixtureFiles.bytes("foreign/three.tar").prefix(512))
    #expect(TarArchive.isHeader(header[...]))
    for index in header.indices where !(148..<156).contains(index) {
      var damaged = header
      damaged[index] ^= 1
      #expect(!TarArchive.isHeader(damaged[...]))
    }
    #expect(!TarArchive.isHeader([UInt8](repeating: 0, count: 512)[...]))
  }
}
