import Foundation
import ProfileModel
import ProfileSystem
import Testing

@testable import pproftool

/// One at a time: only one file at a time is removed on a signal.
@Suite(.serialized) struct OutputFileTests {
  private let scratch: ScratchFolder
  init() throws { scratch = try ScratchFolder() }

  private func write(_ text: String, to name: String) throws {
    try OutputFile(path: SystemPath(scratch.file(name))).write { $0.write(text) }
  }

  private func permissions(of name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.file(name))
    return attributes[.posixPermissions] as? Int
  }

  @Test func aFileAppears() throws {
    try write("new", to: "a")
    #expect(try scratch.text(of: "a") == "new")
    #expect(scratch.names == ["a"])
  }

  @Test func aFileIsReplacedAndKeepsItsPermissions() throws {
    try scratch.write("old and long", to: "a")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: scratch.file("a"))
    try write("new", to: "a")
    #expect(try scratch.text(of: "a") == "new")
    #expect(try permissions(of: "a") == 0o640)
    #expect(scratch.names == ["a"])
  }

  @Test func whatReadsTheOldFileKeepsIt() throws {
    try scratch.write("old", to: "a")
    let reader = try #require(FileHandle(forReadingAtPath: scratch.file("a")))
    try write("new", to: "a")
    #expect(try reader.readToEnd() == Data("old".utf8))
  }

  @Test func aFailureLeavesTheOldFileAlone() throws {
    struct Failure: Error {}
    try scratch.write("old", to: "a")
    let output = OutputFile(path: SystemPath(scratch.file("a")))
    #expect(throws: Failure.self) {
      try output.write { sink in
        sink.write("half")
        throw Failure()
      }
    }
    #expect(try scratch.text(of: "a") == "old")
    #expect(scratch.names == ["a"])
  }

  @Test func aLinkIsFollowed() throws {
    try scratch.write("old", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: "target")
    try write("new", to: "link")
    #expect(try scratch.text(of: "target") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("link")) == "target")
  }

  @Test func aLinkToNothingMakesItsTarget() throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: scratch.file("target"))
    try write("new", to: "link")
    #expect(try scratch.text(of: "target") == "new")
  }

  @Test func linksInACircleAreAnError() throws {
    for (link, target) in [("a", "b"), ("b", "a")] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.file(link), withDestinationPath: target)
    }
    #expect(throws: FileError.self) { try write("new", to: "a") }
    #expect(scratch.names == ["a", "b"])
  }

  @Test func aDeviceIsWrittenAsItIs() throws {
    try OutputFile(path: "/dev/null").write { $0.write("gone") }
    let error = #expect(throws: FileError.self) {
      try OutputFile(path: "/dev/full").write { $0.write("too much") }
    }
    #expect(error?.description == "/dev/full: no space left on device")
  }

  static let wrong: [(path: String, reason: String)] = [
    ("", "is a directory"), ("none/file", "there is no folder FOLDER/none/"),
    ("file/below", "not a directory"),
    (String(repeating: "n", count: 300), "file name too long"),
  ]

  @Test(arguments: wrong)
  func whereNothingCanBeWrittenIsNamed(_ name: String, _ reason: String) throws {
    try scratch.write("", to: "file")
    let error = #expect(throws: FileError.self) { try write("x", to: name) }
    let shown = reason.replacing("FOLDER", with: scratch.path)
    #expect(error == FileError(scratch.file(name), shown))
    #expect(scratch.names == ["file"])
  }
}
