import ProfileModel
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
    let written = try write(profile, compressed: compressed)
    #expect(try read(written) == profile)
    #expect(try write(read(written), compressed: compressed) == written)
  }

  @Test(arguments: sound)
  func blocksOfOneByteGiveTheSameProfile(_ path: String) throws {
    let bytes = try FixtureFiles.bytes(path)
    let slow = try PprofReader.read(oneByteAtATime(bytes)).profile
    #expect(try slow == read(bytes))
  }

  /// The plain loop over samples must never differ from protobuf-c.
  @Test(arguments: sound)
  func plainLoopAgreesWithProtobufC(_ path: String) throws {
    let bytes = try inflated(FixtureFiles.bytes(path))
    #expect(try decode(bytes, usesPlainLoop: true) == decode(bytes, usesPlainLoop: false))
  }
}
