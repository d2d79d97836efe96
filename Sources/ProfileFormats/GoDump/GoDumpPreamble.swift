/// A line that says why a program prints its goroutines.
enum GoDumpPreamble: Equatable {
  /// `panic: …`, `fatal error: …` or `runtime: goroutine stack exceeds …`: a crash, which may show one
  /// goroutine of many.
  case crash
  /// `SIGQUIT: quit` or another signal.
  case signal
  /// `http: panic serving …`: a goroutine that panicked and was recovered, so that the program goes on.
  case recovered

  init?(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "panic: ") || line.starts(with: "fatal error: ") {
      self = .crash
    } else if line.starts(with: "SIG"), line.firstRange(of: ": ") != nil {
      self = .signal
    } else if line.firstRange(of: "http: panic serving ") != nil
      || line.firstRange(of: "panic recovered") != nil
    {
      self = .recovered
    } else {
      return nil
    }
  }

  /// Where in a line a program says what it crashed of, behind the time that a logger put before it; nil when it
  /// does not.
  static func crashIndex(in line: ArraySlice<UInt8>) -> Int? {
    let found =
      line.firstRange(of: "panic: ") ?? line.firstRange(of: "fatal error: ")
      ?? line.firstRange(of: "SIGQUIT: ")
    guard let index = found?.lowerBound, index > line.startIndex,
      line[..<index].contains(where: { 0x30...0x39 ~= $0 }),
      [0x20, 0x09, UInt8(ascii: "\"")].contains(line[index - 1])
    else { return nil }
    return index
  }

  /// Whether a line comes after all goroutines: a register, or a word of what ran the program.
  static func endsOutput(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "exit status ") || line.starts(with: "FAIL") || line.starts(with: "-----")
      || isRegister(line)
  }

  /// Whether a line shows a register, `rax    0xfffc`.
  static func isRegister(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = TextCursor(line)
    let name = cursor.prefix { $0 == UInt8(ascii: " ") }
    guard 1...8 ~= name.count, name.allSatisfy({ 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 })
    else { return false }
    cursor.skipBlanks()
    return cursor.hexadecimal() != nil && cursor.isAtEnd
  }
}
