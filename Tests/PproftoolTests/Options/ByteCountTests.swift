import Testing

@testable import pproftool

@Suite struct ByteCountTests {
  static let counts: [(text: String, bytes: Int?)] = [
    ("1000000", 1_000_000), ("512MB", 512 << 20), ("4GiB", 4 << 30), ("4 GiB", 4 << 30),
    ("2k", 2048), ("1kB", 1024), ("3b", 3), ("1T", 1 << 40),
    ("", nil), ("0", nil), ("-1", nil), ("MB", nil), ("1.5GB", 3 << 29), ("1.5", nil),
    ("64_000kB", 65_536_000), ("64 MB", 64 << 20), ("1.5.2GB", nil), ("4GiBs", nil), ("٣", nil),
    ("9223372036854775807", .max), ("9223372036854775808", nil), ("9000000000GiB", nil),
  ]

  @Test(arguments: counts)
  func countsAreReadWithTheirUnits(_ text: String, _ bytes: Int?) {
    #expect(ByteCount.parse(text) == bytes)
  }
}
