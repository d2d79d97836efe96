@testable import ProfileFormats

/// Small content that is not a profile, and the message about it.
struct RefusedContent: Sendable, CustomStringConvertible {
  let bytes: [UInt8]
  let message: String
  let hint: ForeignContent.Hint?

  var description: String { message }

  init(_ bytes: [UInt8], _ message: String, _ hint: ForeignContent.Hint? = nil) {
    (self.bytes, self.message, self.hint) = (bytes, message, hint)
  }

  init(_ text: String, _ message: String, _ hint: ForeignContent.Hint? = nil) {
    self.init(Array(text.utf8), message, hint)
  }

  static let all =
    programs + recordings + texts + jsonFiles + archives + pictures + pages + words + leftovers
}

extension RefusedContent {
  private static let program = "is a program; give only the profile, its names are inside"
  private static let core = "is a core dump: dlv core PROGRAM FILE shows its goroutines"

  /// An ELF header with a type, in either byte order.
  private static func elf(type: UInt8, isBigEndian: Bool = false) -> [UInt8] {
    [0x7F, 0x45, 0x4C, 0x46, 2, isBigEndian ? 2 : 1, 1] + [UInt8](repeating: 0, count: 9)
      + (isBigEndian ? [0, type] : [type, 0]) + [UInt8](repeating: 0, count: 46)
  }

  /// A Mach-O header with a file type.
  private static func machO(_ magic: [UInt8], type: [UInt8]) -> [UInt8] {
    magic + [7, 0, 0, 1, 3, 0, 0, 0] + type + [UInt8](repeating: 0, count: 16)
  }

  static let programs = [
    Self(elf(type: 2), program), Self(elf(type: 3), program), Self(elf(type: 1), program),
    Self(elf(type: 2, isBigEndian: true), program),
    Self(elf(type: 4), core), Self(elf(type: 4, isBigEndian: true), core),
    Self(machO([0xCE, 0xFA, 0xED, 0xFE], type: [2, 0, 0, 0]), program),
    Self(machO([0xCF, 0xFA, 0xED, 0xFE], type: [2, 0, 0, 0]), program),
    Self(machO([0xFE, 0xED, 0xFA, 0xCE], type: [0, 0, 0, 2]), program),
    Self(machO([0xFE, 0xED, 0xFA, 0xCF], type: [0, 0, 0, 2]), program),
    Self(machO([0xCF, 0xFA, 0xED, 0xFE], type: [4, 0, 0, 0]), core),
    Self([0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2, 1, 0, 0, 7, 0, 0, 0, 3], program),
    Self([0xCA, 0xFE, 0xBA, 0xBF, 0, 0, 0, 1, 1, 0, 0, 7, 0, 0, 0, 3], program),
    // A Java class file.
    Self(
      [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 0x41],
      "begins with the bytes ca fe ba, unlike any known format", .listFormats),
    Self(
      Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + [0x40, 0, 0, 0] + Array("PE\0\0".utf8),
      program),
    Self("go 1.5 trace\0\0\0\0\u{01}", "is an execution trace: go tool trace FILE"),
    Self("go 1.22 trace\0\0\0\u{01}", "is an execution trace: go tool trace FILE"),
  ]

  static let recordings = [
    Self(
      "2ELIFREP\0\0\0\0", "is a perf.data file: perf script -F +period,+pid -i FILE"),
    Self(
      Array("gmon".utf8) + [0, 0, 0, 1, 0],
      "is a gprof profile (gmon.out), which has no stacks: gprof PROGRAM FILE shows it"),
    Self(
      Array("{(".utf8) + [3, 0, 0, 0] + Array("s".utf8) + [4, 0, 0, 0],
      "is a profile from Python's cProfile (pstats), which has no stacks: python3 -m pstats FILE shows it; py-spy record -f raw measures stacks"
    ),
    Self(
      "Nettrace\u{14}\0\0\0!FastSerialization.1",
      "is a .NET trace (nettrace): dotnet-trace convert --format speedscope FILE"),
    Self(
      "SIMPLEPERF\u{01}\0\u{04}\0\0\0",
      "is the output of simpleperf report-sample: pprof_proto_generator.py -i perf.data makes a profile of the recording"
    ),
    Self(
      [0, 0, 1, 0] + [UInt8](repeating: 0, count: 68) + [2, 0, 2, 0xC0, 0],
      "is a Windows event trace (ETL): xperf_to_collapsedstacks.py FILE makes folded stacks"),
    Self("MOJ\u{03}\u{01}mode", "is an Austin recording (MOJO): austin2pprof FILE out.pb"),
    Self(
      "memray\0\u{0B}\0\0\0",
      "is a memray recording of allocations: memray flamegraph FILE draws it"),
    Self(
      [0xDC, 0xDF] + Array("JSLB".utf8) + [1, 0, 1, 0, 0, 0],
      "is a Firefox profile in JsonSlabs (JSLB): profiler.firefox.com opens it"),
    Self(
      [4, 8, 0x7B, 0x0E, 0x3A, 0x0C] + Array("versionf".utf8),
      "is a stackprof dump: stackprof --json FILE"),
    Self(
      [0x0A, 0x02, 0x18, 0x07, 0x0A, 0x04, 0x40, 0x01, 0x50, 0x01],
      "is a Perfetto trace: traceconv profile FILE out"),
  ]
}
