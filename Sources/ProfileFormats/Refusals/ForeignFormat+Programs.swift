extension ForeignFormat {
  /// Programs, what a running one left behind, and how the Go runtime saw it run.
  static let programs = [
    ForeignFormat(
      .memoryDump, "a core dump", .command("dlv core PROGRAM FILE shows its goroutines")
    ) {
      isELF($0, core: true) || isMachO($0, core: true)
    },
    ForeignFormat(.program, "a program", .note("give only the profile, its names are inside")) {
      isELF($0, core: false) || isMachO($0, core: false) || isFatMachO($0) || isPE($0)
        || $0.begins("\0asm")
    },
    ForeignFormat(.executionTrace, "an execution trace", .command("go tool trace FILE")) {
      isExecutionTrace($0)
    },
    ForeignFormat(
      .memoryDump, "a Java heap dump (hprof), which has objects but no stacks",
      .command("asprof -e alloc -d 30 -f out.collapsed PID measures allocations"),
      begins: "JAVA PROFILE "),
  ]

  private static func isELF(_ sample: ForeignSample, core: Bool) -> Bool {
    guard sample.begins([0x7F, 0x45, 0x4C, 0x46]) else { return false }
    let isBigEndian = sample.bytes.dropFirst(5).first == 2
    return (sample.word(2, at: 16, isBigEndian: isBigEndian) == 4) == core
  }

  /// Mach-O for one processor, of 32 or 64 bits, in either order.
  private static func isMachO(_ sample: ForeignSample, core: Bool) -> Bool {
    for isBigEndian in [false, true] {
      let magic = sample.word(4, at: 0, isBigEndian: isBigEndian)
      guard magic == 0xFEED_FACE || magic == 0xFEED_FACF else { continue }
      return (sample.word(4, at: 12, isBigEndian: isBigEndian) == 4) == core
    }
    return false
  }

  /// Mach-O for several processors; classes of Java begin alike, but with a version of at least 45.
  private static func isFatMachO(_ sample: ForeignSample) -> Bool {
    let magic = sample.word(4, at: 0, isBigEndian: true)
    guard magic == 0xCAFE_BABE || magic == 0xCAFE_BABF else { return false }
    return sample.word(4, at: 4, isBigEndian: true).map { 1..<45 ~= $0 } ?? false
  }

  /// A program of Windows; the beginning of one need not reach to the header that says so.
  private static func isPE(_ sample: ForeignSample) -> Bool {
    guard sample.begins("MZ"), !sample.isText, let header = sample.word(4, at: 0x3C) else {
      return false
    }
    guard let offset = Int(exactly: header), offset + 4 <= sample.bytes.count else { return true }
    return sample.begins("PE\0\0", at: offset)
  }

  /// `go 1.23 trace` and zeros up to 16 bytes.
  private static func isExecutionTrace(_ sample: ForeignSample) -> Bool {
    var cursor = TextCursor(sample.bytes)
    return cursor.skip("go 1.") && cursor.decimal() != nil && cursor.skip(" trace\0")
  }
}
