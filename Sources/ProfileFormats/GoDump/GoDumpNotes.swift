import ProfileModel

/// Metadata and warnings about a dump.
struct GoDumpNotes {
  /// Why the program printed it; nil when it was asked to, by debug=2.
  var preamble: GoDumpPreamble?
  /// The program's own reason for the dump: a crash, or a request.
  var crash: GoDumpCrash?
  var recordsSeen = 0
  var recordsRead = 0
  /// How many goroutines of the runtime itself there were.
  var systemGoroutines = 0
  /// How many goroutines panicked and were recovered, as `net/http` logs them.
  var recoveredGoroutines = 0
  /// The line above the first of them, which says why.
  var firstPanic: String?
  /// How many have no header.
  var bareGoroutines = 0
  /// Whether goleak wrote it.
  var isOfGoleak = false
  /// Why the last goroutine so far looks as if the rest was lost behind it.
  var lastCut: String?
  /// Why the end is known to be missing.
  var cut: String?
  /// The line where a profile of another kind begins behind the goroutines.
  private var otherLine: Int?
  var unread = UnreadLines()
  /// The lines between and behind the goroutines.
  var between = LinesBetween()

  /// Whether registers have come, with which the runtime ends what it prints for a signal.
  var hasRegisters = false

  /// Notes a line of text outside goroutines.
  mutating func note(text: ArraySlice<UInt8>, line: Int, isOfThread: Bool) {
    if otherLine == nil, TextAnchor(text) == .profile { otherLine = line }
    if !isOfThread { between.note(text, line: line) }
  }

  /// Notes the line above a goroutine that was recovered.
  mutating func noteRecovered(_ line: ArraySlice<UInt8>) {
    if firstPanic == nil { firstPanic = String(decoding: line.prefix(200), as: UTF8.self) }
  }

  /// Why the dump is incomplete, if it is. Behind one that ended up in a log, all sorts of things follow.
  var incomplete: String? {
    let registers =
      preamble == .signal && !hasRegisters ? "the registers that end it are missing" : nil
    return (cut ?? lastCut ?? between.loss(isAlone: preamble == nil) ?? registers).map {
      "the dump is truncated: \($0)"
    } ?? otherLine.map(TextAnchor.notRead)
  }

  /// Which goroutines it shows of many; nil when it shows all.
  var shownOnly: String? {
    if isOfGoleak || bareGoroutines > 0 { return "the goroutines that a test did not expect" }
    let others = recordsSeen - recoveredGoroutines
    if preamble == .crash, others <= 1, recoveredGoroutines == 0 {
      return "the goroutine that crashed"
    }
    guard recoveredGoroutines > 0, others <= 1 else { return nil }
    let reason = firstPanic.map { ", first with '\($0)'" } ?? ""
    return "goroutines that panicked and were recovered\(reason)"
  }
}

/// Why a program printed its goroutines, in its own words, and where it happened.
struct GoDumpCrash: Equatable {
  /// Its first line, `panic: runtime error: index out of range [5] with length 3`.
  let reason: String
  var goroutine: UInt64?
  /// The function and its file.
  var frame: String?

  /// All of it in one line.
  var text: String {
    guard let goroutine else { return reason }
    return "\(reason), in goroutine \(goroutine)" + (frame.map { ": \($0)" } ?? "")
  }
}
