package import Foundation

/// The folder of fixtures in the checkout that the tests were built from.
package enum FixtureFiles {
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  /// The path of a fixture.
  package static func path(_ name: String) -> String { folder.appending(path: name).path() }

  /// The bytes of a fixture.
  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// A fixture as text; empty if it does not exist.
  package static func text(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  /// The names in a folder, sorted.
  package static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()) ?? []
  }

  /// Every folder below the fixtures, sorted.
  package static var folders: [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path())) ?? []
    return paths.filter(isFolder).sorted()
  }

  /// Whether a path is a folder.
  package static func isFolder(_ path: String) -> Bool {
    (try? folder.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory)
      ?? false
  }

  /// The pprof files of a folder, sorted by name.
  package static func profiles(in folder: String) -> [String] {
    names(in: folder).filter { $0.contains(".pb") }.map { "\(folder)/\($0)" }
  }

  /// The texts of a folder, sorted by name.
  package static func texts(in folder: String) -> [String] {
    names(in: folder).filter { $0.contains(".txt") }.map { "\(folder)/\($0)" }
  }

  /// The rows of a table below its heading, in columns.
  package static func table(_ name: String) throws -> [[String]] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
