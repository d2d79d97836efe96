import Foundation
import ProfileSystem
import TestSupport
import Testing

@testable import ProfileFetching

@Suite struct SecretTests {
  @Test func secretsAreNamedByTheirPlace() throws {
    #expect(Secret("@/a/b")?.origin == .file("/a/b"))
    #expect(Secret("env:NAME")?.origin == .variable("NAME"))
    for text in ["", "@", "env:", "hunter2", "ENV:X", " @x"] { #expect(Secret(text) == nil) }
  }

  /// The secret read from a file with a text.
  private func value(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try #require(Secret("@\(file.path())")).value()
  }

  @Test func lineEndsBehindAreDropped() throws {
    #expect(try value("word\n") == "word")
    #expect(try value("word\r\n\n") == "word")
    #expect(try value(" w o\u{E9} ") == " w o\u{E9} ")
  }

  @Test(arguments: ["", "\n", "a\nb", "a\u{7F}", "a\tb", "a\rb"])
  func whatNoHeaderCanHoldIsRefused(_ text: String) {
    let error = #expect(throws: SecretError.self) { try value(text) }
    let isEmpty = text.allSatisfy(\.isNewline)
    #expect(
      error?.reason
        == (isEmpty
          ? "is empty" : "has bytes that no header can hold; expected one line of text"))
  }

  @Test func whatIsTooLongIsRefusedAndNotCut() throws {
    #expect(try value(String(repeating: "a", count: 64 << 10)).utf8.count == 64 << 10)
    let error = #expect(throws: SecretError.self) {
      try value(String(repeating: "a", count: 70_000))
    }
    #expect(error?.reason == "is longer than 64 KiB, which no header holds")
  }

  /// A pipe says what it has, however little.
  @Test func aPipeIsReadToItsEnd() throws {
    let (pipe, parts) = (Pipe(), ["abc", "def\n"])
    let secret = try #require(Secret("@/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"))
    Thread {
      for part in parts {
        pipe.fileHandleForWriting.write(Data(part.utf8))
        Thread.sleep(forTimeInterval: 0.05)
      }
      try? pipe.fileHandleForWriting.close()
    }.start()
    #expect(try secret.value() == "abcdef")
  }

  @Test func whatIsNotThereIsSaid() throws {
    #expect(throws: SecretError(origin: .variable("PPROFTOOL_TEST_NONE"), reason: "is not set")) {
      try #require(Secret("env:PPROFTOOL_TEST_NONE")).value()
    }
    let error = #expect(throws: SecretError.self) {
      try #require(Secret("@/nonexistent/file")).value()
    }
    #expect(error?.description == "the secret in /nonexistent/file: no such file or directory")
  }
}
