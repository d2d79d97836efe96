import Foundation
import Testing

/// Outputs that were looked at once and stay as they are.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  /// Compares an output with the file that holds it, or rewrites the file if `UPDATE_GOLDENS` is 1.
  static func expect(
    _ output: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(output).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(String(decoding: output, as: UTF8.self) == expected, sourceLocation: sourceLocation)
  }
}
