import Foundation
import TestSupport
import Testing

/// Pages of profiles.
@Suite struct ViewTests {
  /// A profile of one function that has a value of each type.
  private static func profile(_ types: [String], _ value: Int = 5) -> Data {
    let values = types.map { _ in "\(value)" }.joined(separator: " ")
    return Data(
      """
      PeriodType: space bytes
      Period: 1
      Samples:
      \(types.joined(separator: " "))
           \(values): 1
      Locations
           1: 0x1 M=1 main m.go:1:0 s=1
      Mappings
      1: 0x0/0x10/0x0 /bin/m

      """.utf8)
  }

  static let differences: [(before: [String], after: [String], options: [String], note: String)] = [
    (
      ["a/count", "b/bytes", "c/count"], ["b/bytes", "d/count", "a/count", "e/count"], [],
      "Left out of the page: d, e (not measured before); c (not measured after)."
    ),
    (
      ["a/count", "b/bytes"], ["b/count", "a/count"], [],
      "Left out of the page: b (in bytes before, in count after)."
    ),
    (["a/count", "b/bytes"], ["b/bytes", "a/count"], [], ""),
    (["a/count"], ["a/count"], ["--scale", "total"], ""),
  ]
  @Test(arguments: differences)
  func whatIsNotComparedIsSaid(
    _ before: [String], _ after: [String], _ options: [String], _ note: String
  ) throws {
    let folder = try ScratchFolder()
    let path = folder.file("before.txt")
    try Self.profile(before).write(to: URL(filePath: path))
    let run = try Program.run(
      all: ["diff", path, "-", "-o", folder.file("x.html"), "--sample-index", "a"] + options,
      input: Self.profile(after))
    #expect(run.status == 0)
    let notes = run.errors.split(separator: "\n").filter { $0.contains("Left out") }
    #expect(notes == (note.isEmpty ? [] : ["pproftool: \(note)"]))
  }

  /// A type that one side has nothing of cannot be brought to equal totals.
  @Test func whatCannotBeScaledIsSaid() throws {
    let folder = try ScratchFolder()
    let path = folder.file("before.txt")
    let text = String(decoding: Self.profile(["a/count", "b/count"]), as: UTF8.self)
    try Data(text.replacing("5 5: 1", with: "5 0: 1").utf8).write(to: URL(filePath: path))
    let run = try Program.run(
      all: [
        "diff", path, "-", "-o", folder.file("x.html"), "--sample-index", "a", "--scale", "total",
      ], input: Self.profile(["a/count", "b/count"]))
    #expect(
      run.errors.contains(
        "Left out of the page: b (equal totals need a total above 0 on both sides).\n"))
  }
}
