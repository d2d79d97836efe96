import Foundation
package import Testing

/// Reviewed outputs that must not change.
package enum Golden {
  /// Compares an output with its golden file, in the folder `Goldens` beside the test or above it.
  ///
  /// With `UPDATE_GOLDENS=1`, a file that differs is rewritten, and the test fails, so that an updating run is not
  /// mistaken for a passing one.
  package static func expect(
    _ output: some Sequence<UInt8>, is name: String, testFile: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = try folder(for: "\(testFile)").appending(path: name)
    let text = String(decoding: Array(output), as: UTF8.self)
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1", recorded != text {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name): look at the difference", sourceLocation: sourceLocation)
      return
    }
    let difference = recorded.map { firstDifference(text, $0) } ?? "is not recorded yet"
    if let difference { Issue.record("\(name): \(difference)", sourceLocation: sourceLocation) }
  }

  /// The first difference between two texts, with both lines; nil if they are equal.
  private static func firstDifference(_ text: String, _ expected: String) -> String? {
    guard text != expected else { return nil }
    let (found, wanted) = (lines(of: text), lines(of: expected))
    let line = zip(found, wanted).prefix { $0 == $1 }.count
    let shown = { (lines: [Substring]) in line < lines.count ? "'\(lines[line])'" : "the end" }
    return "line \(line + 1): found \(shown(found)), expected \(shown(wanted))"
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The nearest folder of goldens above a test's file.
  private static func folder(for testFile: String) throws -> URL {
    var folder = URL(filePath: testFile)
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let goldens = folder.appending(path: "Goldens")
      if FileManager.default.fileExists(atPath: goldens.path()) { return goldens }
    }
    throw MissingGoldens(testFile: testFile)
  }
}

/// There is no folder of goldens for a test.
private struct MissingGoldens: Error { let testFile: String }
