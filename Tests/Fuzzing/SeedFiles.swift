import Foundation

/// The inputs of checks: seeds, fixtures, and earlier failures.
enum SeedFiles {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let fixtures = folder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")
  /// Larger fixtures add nothing and take long.
  private static let largest = 3000

  /// The seeds written for a check, separated by lines `%%`.
  static func seeds(of check: String) -> [[UInt8]] {
    let text = try? String(
      contentsOf: folder.appending(path: "Seeds/\(check).txt"), encoding: .utf8)
    return text.map { $0.components(separatedBy: "\n%%\n").map { Array($0.utf8) } } ?? []
  }

  /// The fixtures whose paths have one of the endings.
  static func fixtures(endingIn ends: [String]) throws -> [[UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: fixtures.path()).sorted()
    return try paths.filter { path in ends.contains(where: path.hasSuffix) }
      .map { [UInt8](try Data(contentsOf: fixtures.appending(path: $0))) }
      .filter { $0.count <= largest }
  }

  /// Earlier failures of a check, by name.
  static func failed(_ check: String) -> [(name: String, bytes: [UInt8])] {
    let cases = folder.appending(path: "FailCases/\(check)")
    let names = try? FileManager.default.contentsOfDirectory(atPath: cases.path())
    return (names ?? []).sorted().compactMap { name in
      (try? Data(contentsOf: cases.appending(path: name))).map { (name, [UInt8]($0)) }
    }
  }

  /// The checks with earlier failures.
  static var checksThatFailed: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "FailCases").path()
      ).filter { !$0.contains(".") }.sorted()
    }
  }
}
