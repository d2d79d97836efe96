import Foundation

/// The folder of fixtures in the checkout that the tests were built from.
enum FixtureFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  /// The bytes of a fixture.
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// The pprof files of a folder, in the order of their names.
  static func profiles(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: path).path())
    return (names ?? []).filter { $0.contains(".pb") }.sorted().map { "\(path)/\($0)" }
  }
}

extension FixtureFiles {
  /// The texts of a folder, in the order of their names.
  static func texts(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: path).path())
    return (names ?? []).filter { $0.contains(".txt") }.sorted().map { "\(path)/\($0)" }
  }
}
