import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import PprofWire

@Suite struct DamagedTests {
  /// Files named like profiles that are something else, which this module cannot recognise.
  private static let others = ["picture.pb.gz", "prose-inside-gzip.pb.gz"]

  /// The pprof files in Fixtures/damaged/expected.tsv, each with fragments of its message.
  static let damaged: [(file: String, fragments: [String])] = {
    guard let bytes = try? FixtureFiles.bytes("damaged/expected.tsv") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap {
      let columns = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns[0].contains(".pb"), !others.contains(columns[0]) else { return nil }
      return (columns[0], columns[1].split(separator: "|").map(String.init))
    }
  }()

  @Test func thereAreFixtures() {
    #expect(Self.damaged.count > 60)
  }

  @Test(arguments: damaged)
  func damageIsNamed(_ file: String, _ fragments: [String]) throws {
    let bytes = try FixtureFiles.bytes("damaged/\(file)")
    let message = try #require(refusal(of: bytes), "\(file) was accepted")
    for fragment in fragments {
      #expect(message.contains(fragment), "\(file): \(message)")
    }
  }

  /// Every truncated profile is refused, unless it ends between two records.
  @Test func everyTruncationIsRefusedOrWhole() throws {
    let bytes = try FixtureFiles.bytes("wire/every-field.pb")
    var accepted = 0
    for length in 0..<bytes.count where refusal(of: Array(bytes[..<length])) == nil {
      accepted += 1
    }
    #expect(accepted < 20)
  }

  @Test func everyTruncationOfGzipIsRefused() throws {
    let bytes = try FixtureFiles.bytes("wire/gzip.pb.gz")
    for length in 0..<bytes.count {
      #expect(refusal(of: Array(bytes[..<length])) != nil, "\(length) bytes")
    }
  }

  @Test(arguments: ["wire/every-field.pb", "wire/gzip.pb.gz", "wire/labels.pb"])
  func noBitFlipBreaksTheReader(_ path: String) throws {
    let bytes = try FixtureFiles.bytes(path)
    for index in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[index] ^= 1 << UInt8(bit)
        guard let profile = try? read(flipped) else { continue }
        #expect(try read(pprofBytes(profile, compressed: false)) == profile)
      }
    }
  }

  /// The message of the read error; nil without an error.
  private func refusal(of bytes: [UInt8]) -> String? {
    do {
      _ = try read(bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
