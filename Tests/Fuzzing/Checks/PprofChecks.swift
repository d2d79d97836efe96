import ProfileModel

@testable import PprofWire

extension FuzzCheck {
  /// pprof, possibly compressed: it inflates within its limit, block boundaries do not matter, and an accepted
  /// profile survives recompression.
  static let gzip = FuzzCheck(name: "gzip", fixtures: [".gz"]) { bytes in
    let whole = try? PprofReader.read(ByteSource(bytes), limits: fuzzLimits).profile
    let cut = try? PprofReader.read(source(of: bytes, inBlocksOf: 7), limits: fuzzLimits).profile
    try require(whole == cut, "the blocks matter")
    guard let whole else { return }
    try requireValid(whole, after: "reading")
    let copy = try? PprofReader.read(ByteSource(encoded(whole, compressed: true))).profile
    try require(copy == whole, "compressing loses something")
  }

  /// Uncompressed pprof: protobuf-c reads the same, and an accepted profile survives writing and reading.
  static let pprof = FuzzCheck(name: "pprof", fixtures: [".pb"]) { bytes in
    let decoded = Result { () throws(PprofError) in try decode(bytes, usesPlainLoop: true) }
    let profile = try? decoded.get()
    try require(
      profile == (try? decode(bytes, usesPlainLoop: false)), "the plain loop is not protobuf-c")
    try require(
      decoded
        == Result { () throws(PprofError) in
          try decode(bytes, usesPlainLoop: true, batchSize: 1)
        }, "a thread that interns changes something")
    try WholeMessage.compare(bytes, with: decoded)
    guard let profile else { return }
    try requireValid(profile, after: "reading")
    let written = try encoded(profile, compressed: false)
    let again = try? decode(written, usesPlainLoop: true)
    try require(again == profile, "writing loses something")
  }

  private static func decode(
    _ bytes: [UInt8], usesPlainLoop: Bool, batchSize: Int = .max
  ) throws(PprofError) -> Profile {
    var splitter = RecordSplitter(
      RecordDecoder(limits: fuzzLimits, usesPlainLoop: usesPlainLoop, batchSize: batchSize))
    try splitter.feed(bytes)
    return try splitter.finish().tables.resolved()
  }
}
