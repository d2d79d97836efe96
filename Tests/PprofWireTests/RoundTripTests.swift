import ProfileModel
import TestSupport
import Testing

@testable import PprofWire

@Suite struct RoundTripTests {
  static let sound = FixtureFiles.profiles(in: "wire") + FixtureFiles.profiles(in: "names")

  @Test func thereAreFixtures() {
    #expect(Self.sound.count > 40)
  }

  @Test(arguments: sound, [true, false])
  func writingAndReadingGivesTheSameProfile(_ path: String, compressed: Bool) throws {
    let profile = try read(FixtureFiles.bytes(path))
    let written = try pprofBytes(profile, compressed: compressed)
    #expect(try read(written) == profile)
    #expect(try pprofBytes(read(written), compressed: compressed) == written)
  }

  /// Readers drop a label whose fields are all 0, so an empty text must not be string 0.
  @Test func labelsOfEmptyTextsStay() throws {
    let types: [UInt8] = [0x0a, 4, 0x08, 1, 0x10, 2]
    let labels: [UInt8] = [0x1a, 4, 0x08, 1, 0x10, 3, 0x1a, 4, 0x08, 1, 0x20, 3]
    let sample: [UInt8] = [0x12, 15, 0x12, 1, 7] + labels
    let texts: [UInt8] = [0x32, 0, 0x32, 1, 0x61, 0x32, 1, 0x62, 0x32, 0]
    let profile = try read(types + sample + texts)
    #expect(profile.labelSets.labels.map(\.value) == [.text(.empty), .number(0, unit: .empty)])
    #expect(try read(pprofBytes(profile, compressed: false)) == profile)
  }

  @Test(arguments: sound)
  func blocksOfOneByteGiveTheSameProfile(_ path: String) throws {
    let bytes = try FixtureFiles.bytes(path)
    let slow = try PprofReader.read(oneByteAtATime(bytes)).profile
    #expect(try slow == read(bytes))
  }

  /// The varint loop for samples must agree with protobuf-c.
  @Test(arguments: sound)
  func plainLoopAgreesWithProtobufC(_ path: String) throws {
    let bytes = try inflated(FixtureFiles.bytes(path))
    #expect(try decode(bytes, usesPlainLoop: true) == decode(bytes, usesPlainLoop: false))
  }
}
