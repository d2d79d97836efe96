import Foundation

/// The built program, run as a user runs it.
struct Program {
  let status: Int32
  let wasKilled: Bool
  let output: Data
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }

  /// The program named by `PPROFTOOL_PROGRAM`, which Scripts/test sets to the shipped one; otherwise the debug build
  /// beside the tests, whose parser goes through all options of a command a hundred times before it starts.
  static let path =
    ProcessInfo.processInfo.environment["PPROFTOOL_PROGRAM"]
    ?? URL(filePath: ProcessInfo.processInfo.arguments[0])
    .deletingLastPathComponent().appending(path: "pproftool").path()

  /// Whether `script` exists, which runs a command on a terminal.
  static let hasTerminals = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  /// Runs the program to its end.
  static func run(_ arguments: String..., input: Data = Data()) throws -> Program {
    try run(path, arguments, input: input)
  }

  /// Runs the program with a list of arguments.
  static func run(all arguments: [String], input: Data = Data()) throws -> Program {
    try run(path, arguments, input: input)
  }

  /// Runs a bash command; `$program` is the program and `$1` and so on are the arguments.
  ///
  /// - `isRead`: whether its output is read; otherwise it gets a closed pipe.
  static func shell(
    _ command: String, _ arguments: String..., isRead: Bool = true
  ) throws -> Program {
    try run("/bin/bash", ["-c", "program=$0; \(command)", path] + arguments, isRead: isRead)
  }

  /// Output goes to files, since a pipe could fill up.
  private static func run(
    _ path: String, _ arguments: [String], input: Data = Data(), isRead: Bool = true
  ) throws -> Program {
    let scratch = try ScratchFolder()
    try input.write(to: URL(filePath: scratch.file("in")))
    for name in ["out", "err"] { try scratch.write("", to: name) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: scratch.file("in"))
    process.standardOutput =
      isRead ? FileHandle(forWritingAtPath: scratch.file("out")) : try closedPipe()
    process.standardError = FileHandle(forWritingAtPath: scratch.file("err"))
    try process.run()
    process.waitUntilExit()
    return Program(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: try Data(contentsOf: URL(filePath: scratch.file("out"))),
      errors: try scratch.text(of: "err"))
  }

  private static func closedPipe() throws -> FileHandle {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    return pipe.fileHandleForWriting
  }
}
