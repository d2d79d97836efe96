import ProfileModel

/// The parts of memory that binaries were loaded into, as legacy profiles list them behind the samples.
///
///     00400000-00fcb000 r-xp 00000000 08:01 1234 /usr/bin/server
///     source=/home
///     7f47a4351000-7f47a4352000: $source/lib.so (@ff00) 8d7e
struct MemoryMap {
  /// An executable part.
  struct Region: Equatable {
    var start: UInt64
    var limit: UInt64
    var offset: UInt64 = 0
    var file: ArraySlice<UInt8> = []
    var buildID: ArraySlice<UInt8> = []
  }

  /// More than any process has, and few enough to look through for each address.
  private static let mostRegions = 10_000
  private static let mostVariables = 100
  /// A line with its variables replaced; longer ones are cut, for variables may hold each other.
  private static let longestLine = 16 << 10

  private(set) var regions: [Region] = []
  private var variables: [(name: [UInt8], value: [UInt8])] = []

  /// Whether the list begins behind a line.
  static func begins(after line: ArraySlice<UInt8>) -> Bool {
    line.firstRange(of: "--- Memory map: ---") != nil
      || line.firstRange(of: "MAPPED_LIBRARIES:") != nil
  }

  /// Parses a line; one that is no region and sets no variable is skipped.
  mutating func parse(_ line: ArraySlice<UInt8>) {
    let line = replacingVariables(Self.withoutLogPrefix(line))
    switch Self.parse(line) {
    case .region(let region) where regions.count < Self.mostRegions: regions.append(region)
    case .region: break
    case .notExecutable: break
    case .other:
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")),
        variables.count < Self.mostVariables
      else {
        return
      }
      variables.append(
        ([UInt8(ascii: "$")] + line[..<equals].trimmed, Array(line[(equals + 1)...].trimmed)))
    }
  }

  private enum Entry {
    case region(Region)
    case notExecutable
    case other
  }

  private static func parse(_ line: ArraySlice<UInt8>) -> Entry {
    var cursor = TextCursor(line)
    cursor.skipBlanks()
    _ = cursor.skip("0x")
    guard let start = cursor.hexadecimalDigits() else { return .other }
    _ = cursor.skip("-") || cursor.skip(" ")
    cursor.skipBlanks()
    _ = cursor.skip("0x")
    guard let limit = cursor.hexadecimalDigits() else { return .other }
    _ = cursor.skip(":")
    var region = Region(start: start, limit: limit)
    let words = cursor.rest.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return readEnd(words[...], of: &region) ? .region(region) : .notExecutable
  }

  /// Reads what follows the addresses; false for a region that is not executable.
  private static func readEnd(_ words: ArraySlice<ArraySlice<UInt8>>, of region: inout Region)
    -> Bool
  {
    var words = words
    if let first = words.first, first.allSatisfy(isPermission) {
      guard first.contains(UInt8(ascii: "x")) else { return false }
      words = words.dropFirst()
    }
    if let offset = procOffset(words) {
      region.offset = offset
      region.file = Self.copy(words.dropFirst(3).first ?? [])
    } else {
      readBrief(words, of: &region)
    }
    return true
  }

  private static func isPermission(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "w")
      || byte == UInt8(ascii: "x") || byte == UInt8(ascii: "p")
  }

  /// The offset, if offset, device and inode follow as in `/proc/PID/maps`.
  private static func procOffset(_ words: ArraySlice<ArraySlice<UInt8>>) -> UInt64? {
    guard words.count >= 3, let offset = hexadecimal(words[words.startIndex]) else { return nil }
    let device = words[words.startIndex + 1].split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard device.count == 2, device.allSatisfy({ hexadecimal($0) != nil }),
      words[words.startIndex + 2].allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    return offset
  }

  /// Parses `FILE (@OFFSET) BUILD-ID`, each part of which may be missing.
  private static func readBrief(_ words: ArraySlice<ArraySlice<UInt8>>, of region: inout Region) {
    var words = words
    if let file = words.first, !file.starts(with: "(@") {
      region.file = copy(file)
      words = words.dropFirst()
    }
    if let word = words.first, word.starts(with: "(@"), word.last == UInt8(ascii: ")"),
      let offset = hexadecimal(word.dropFirst(2).dropLast())
    {
      region.offset = offset
      words = words.dropFirst()
    }
    if let word = words.first, word.allSatisfy({ $0.hexadecimalDigit != nil }) {
      region.buildID = copy(word)
    }
  }

  /// A copy, since a slice keeps the whole block of the file alive.
  private static func copy(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { Array(bytes)[...] }

  private static func hexadecimal(_ word: ArraySlice<UInt8>) -> UInt64? {
    var cursor = TextCursor(word)
    guard let number = cursor.hexadecimalDigits(), cursor.isAtEnd else { return nil }
    return number
  }

  /// A line without what glog writes before it, `I0102 server.cc:12] `.
  private static func withoutLogPrefix(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let bracket = line.firstIndex(of: UInt8(ascii: "]")),
      !line[..<bracket].contains(UInt8(ascii: "[")), bracket + 1 < line.endIndex,
      line[bracket + 1] == 0x20 || line[bracket + 1] == 0x09,
      let colon = line[..<bracket].lastIndex(of: UInt8(ascii: ":")), colon + 1 < bracket,
      colon > line.startIndex, line[(colon + 1)..<bracket].allSatisfy({ 0x30...0x39 ~= $0 })
    else { return line }
    return line[(bracket + 2)...]
  }

  private func replacingVariables(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !variables.isEmpty, line.contains(UInt8(ascii: "$")) else { return line }
    var result: [UInt8] = []
    var rest = line
    while let byte = rest.first, result.count < Self.longestLine {
      if byte == UInt8(ascii: "$"),
        let variable = variables.first(where: { rest.starts(with: $0.name) })
      {
        result += variable.value
        rest = rest.dropFirst(variable.name.count)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result[...]
  }
}
