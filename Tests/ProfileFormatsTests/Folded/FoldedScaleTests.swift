import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Fractional counts keep their weight.
@Suite struct FoldedScaleTests {
  static let texts: [(text: String, type: String, stacks: [String])] = [
    ("a;b 0.25\na;c 0.40\nd 0.01", "1e-2*count", ["a;b 25", "a;c 40", "d 1"]),
    ("a 334.618", "1e-3*count", ["a 334618"]),
    ("a 5\nb 1.5\nc 2.25", "1e-2*count", ["a 500", "b 150", "c 225"]),
    ("a 1.5\nb 5\na 2.125", "1e-3*count", ["a 3625", "b 5000"]),
    // Halves that add up to integers need no decimals.
    ("a 0.5\nb 1\na 0.5", "count", ["a 1", "b 1"]),
    ("a 0.25\na 0.25", "1e-1*count", ["a 5"]),
    ("a 0.0\nb 2", "count", ["a 0", "b 2"]),
    ("a 0.000000000000000001", "1e-18*count", ["a 1"]),
  ]
  @Test(arguments: texts)
  func decimalsAreKept(_ text: String, _ type: String, _ stacks: [String]) throws {
    let read = try readFolded(text)
    #expect(read.profile.typeNames == ["samples/\(type)"])
    #expect(read.profile.foldedLines == stacks)
    #expect(read.notes.warnings.isEmpty)
    let remark = "counts have fractions, so values are in \(type)"
    #expect(read.notes.remarks == (type == "count" ? [] : [remark]))
  }

  /// Neither the order of lines nor block boundaries matter, nor whether equal stacks are merged.
  @Test(arguments: texts)
  func theScaleIsThatOfAllLines(_ text: String, _ type: String, _ stacks: [String]) throws {
    let turned = text.split(separator: "\n").reversed().joined(separator: "\n")
    let profile = try readFolded(turned).profile
    #expect(profile.typeNames == ["samples/\(type)"])
    #expect(profile.foldedLines.sorted() == stacks.sorted())
    let apart = try FoldedReader.read(ByteSource(Array(text.utf8)), joinsEqualStacks: false).profile
    #expect(try writeFolded(apart) == writeFolded(profile))
  }

  static let pairs: [(text: String, unit: String, stacks: [String])] = [
    ("a;b 1.5 2.25\nc 3 4", "1e-2*count", ["a;b 150 225", "c 300 400"]),
    ("a;b 0.5 1\na;b 0.5 1", "count", ["a;b 1 2"]),
    ("a 1 2\nb 0.125 7", "1e-3*count", ["a 1000 2000", "b 125 7000"]),
  ]
  @Test(arguments: pairs)
  func bothColumnsHaveOneScale(_ text: String, _ unit: String, _ stacks: [String]) throws {
    let profile = try readFolded(text).profile
    #expect(profile.typeNames == ["before/\(unit)", "after/\(unit)"])
    #expect(profile.foldedLines == stacks)
  }

  /// An apparent first count is part of the name if some line has only one count.
  @Test func aNumberInANameHasNoScale() throws {
    let profile = try readFolded("core 1.25 7\nother 2").profile
    #expect(profile.foldedLines == ["core 1.25 7", "other 2"])
    #expect(profile.typeNames == ["samples/count"])
  }

  static let rounded: [(text: String, stacks: [String], type: String, warning: String)] = [
    (
      "a 0.30000000000000004\nb 1234567890123", ["a 3", "b 12345678901230"], "1e-1*count",
      " to 3 decimals, so that their sum fits, the first in line 1"
    ),
    (
      "b 1234567890123\na 0.3456", ["b 1234567890123000", "a 346"], "1e-3*count",
      " to 3 decimals, so that their sum fits, the first in line 2"
    ),
    (
      "a 9007199254740993\nb 0.5\nc 0.49", ["a 9007199254740993", "b 1", "c 0"], "count",
      ", the first in line 2"
    ),
    ("a 9223372036854775806.5", ["a 9223372036854775807"], "count", ", the first in line 1"),
    (
      "a 0.1234567890123456789", ["a 1234567890123457"], "1e-16*count",
      " to 16 decimals, so that their sum fits, the first in line 1"
    ),
    (
      "a 1.5 2\nb 1 9007199254740993", ["a 2 2", "b 1 9007199254740993"], "count",
      ", the first in line 2"
    ),
  ]
  @Test(arguments: rounded)
  func whatDoesNotFitIsRoundedAndSaid(
    _ text: String, _ stacks: [String], _ type: String, _ warning: String
  ) throws {
    let read = try readFolded(text)
    #expect(read.profile.foldedLines == stacks)
    #expect(read.profile.typeNames.allSatisfy { $0.hasSuffix("/\(type)") })
    #expect(read.notes.warnings == ["counts with fractions were rounded" + warning])
  }

  static let written = [
    "a;b 0.25\na;c 0.4\nd 0.01\n", "a 334.618\nb 2\n", "a 1.5 2.25\nb 0.01 0\n",
    "a 0.000000000000000001\n", "a 123456789.5\n",
  ]
  @Test(arguments: written)
  func whatWasReadIsWrittenAsItWas(_ text: String) throws {
    #expect(try String(decoding: writeFolded(readFolded(text).profile), as: UTF8.self) == text)
  }

  static let counts: [(text: String, digits: Int64?, decimals: Int, isRounded: Bool)] = [
    ("12", 12, 0, false), ("12.50", 125, 1, false), ("0.040", 4, 2, false), ("7.", 7, 0, false),
    ("00.10", 1, 1, false), ("9223372036854775807", .max, 0, false),
    ("9223372036854775808", nil, 0, false), ("9223372036854775807.5", nil, 0, true),
    ("9223372036854775807.4", .max, 0, true),
    ("922337203685477580.75", 9_223_372_036_854_775_807, 1, true),
    ("0.0000000000000000004", 0, 18, true), ("0.0000000000000000005", 1, 18, true),
  ]
  @Test(arguments: counts)
  func countsAreDigitsAndDecimals(
    _ text: String, _ digits: Int64?, _ decimals: Int, _ isRounded: Bool
  ) throws {
    let bytes = Array(text.utf8)
    let span = bytes.span
    let parsed = FoldedCount(span, in: 0..<bytes.count)
    let count = try #require(parsed)
    #expect(count.digits == digits)
    #expect(count.decimals == decimals)
    #expect(count.isRounded == isRounded)
  }
}
