import Foundation

/// The bytes that checks are tried on: seeds, fixtures, and what failed once.
enum SeedFiles {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let fixtures = folder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")
  /// Larger fixtures say nothing more, and take long.
  private static let largest = 3000

  /// The seeds that were written for a check: a line `%%` stands between them.
  static func seeds(of check: String) -> [[UInt8]] {
    let text = try? String(
      contentsOf: folder.appending(path: "Seeds/\(check).txt"), encoding: .utf8)
    return text.map { $0.components(separatedBy: "\n%%\n").map { Array($0.utf8) } } ?? []
  }

  /// The fixtures whose paths end in one of some ways.
  static func fixtures(endingIn ends: [String]) throws -> [[UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: fixtures.path()).sorted()
    return try paths.filter { path in ends.contains(where: path.hasSuffix) }
      .map { [UInt8](try Data(contentsOf: fixtures.appending(path: $0))) }
      .filter { $0.count <= largest }
  }

  /// What failed once, by name.
  static func failed(_ check: String) -> [(name: String, bytes: [UInt8])] {
    let cases = folder.appending(path: "FailCases/\(check)")
    let names = try? FileManager.default.contentsOfDirectory(atPath: cases.path())
    return (names ?? []).sorted().compactMap { name in
      (try? Data(contentsOf: cases.appending(path: name))).map { (name, [UInt8]($0)) }
    }
  }

  /// The checks that something failed for.
  static var checksThatFailed: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "FailCases").path()
      ).filter { !$0.contains(".") }.sorted()
    }
  }
}
