import ProfileModel

/// What is to be said of a dump beside its goroutines.
struct GoDumpNotes {
  /// Why the program printed it; nil when it was asked to, by debug=2.
  var preamble: GoDumpPreamble?
  var recordsSeen = 0
  var recordsRead = 0
  /// How many goroutines of the runtime itself there were.
  var systemGoroutines = 0
  /// Why the last goroutine so far looks as if the rest was lost behind it.
  var lastCut: String?
  /// Why the end is known to be missing.
  var cut: String?
  var unread = UnreadLines()

  /// Why the dump is incomplete, if it is.
  var incomplete: String? { (cut ?? lastCut).map { "the dump is cut: \($0)" } }
}
