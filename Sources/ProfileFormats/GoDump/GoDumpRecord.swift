import ProfileModel

/// The goroutine whose lines are being read.
struct GoDumpRecord {
  /// A function whose location comes with the next line.
  struct Call {
    let function: StringID
    let isInlined: Bool
  }

  /// A line of the text.
  struct Line {
    let text: ArraySlice<UInt8>
    let line: Int
  }

  var id: UInt64 = 0
  /// The line of its header.
  var line = 0
  var status = StringID.empty
  /// Its frames so far, leaf first.
  var frames: [UInt32] = []
  var call: Call?
  /// A line that could be the name of a foreign function, if the next one is its location.
  var bareName: Line?
  /// The first line that interrupted it; nil when none did.
  var interruption: Line?
  var createdBy = StringID.empty
  /// Where it was created: a file and a line.
  var creatorSource = StringID.empty
  var awaitsCreatorSource = false
  /// Whether it runs on another thread, so that its stack could not be printed.
  var isUnavailable = false
  /// Whether its last location may have been cut: offset and line feed are missing.
  var endsOpen = false
  /// Whether a function of it has no location.
  var isDamaged = false
  /// Whether it panicked and was recovered; a log may hold many of those.
  var isRecovered = false
  /// The arguments of its frames, when they are kept.
  var arguments: [UInt8] = []

  /// Forgets all, but keeps the room.
  mutating func begin(id: UInt64, line: Int, status: StringID) {
    self.id = id
    self.line = line
    self.status = status
    frames.removeAll(keepingCapacity: true)
    arguments.removeAll(keepingCapacity: true)
    call = nil
    bareName = nil
    interruption = nil
    (createdBy, creatorSource) = (.empty, .empty)
    awaitsCreatorSource = false
    endsOpen = false
    isUnavailable = false
    isDamaged = false
    isRecovered = false
  }

  /// Whether nothing but its header has come.
  var isEmpty: Bool { frames.isEmpty && call == nil && bareName == nil && createdBy == .empty }

  /// Whether the next line can be a location.
  var expectsLocation: Bool { call != nil || awaitsCreatorSource || bareName != nil }

  /// Whether nothing can follow: it says who created it, and where.
  var isAtItsEnd: Bool { createdBy != .empty && !awaitsCreatorSource }

  /// Why it looks as if the rest of the dump was lost behind it; nil when it looks whole.
  ///
  /// Every goroutine says who created it, but those that the runtime itself started: their stacks end at a function
  /// that nothing calls.
  func cutReason(endsAtRoot: Bool) -> String? {
    if call != nil || awaitsCreatorSource { return "its last function has no location" }
    if frames.isEmpty, !isUnavailable { return "its last goroutine has no frame" }
    if id == 0 || endsAtRoot || createdBy != .empty { return nil }
    if id > 1 { return "its last goroutine, \(id), does not say who created it" }
    return isUnavailable ? nil : "its last goroutine, 1, does not end at main.main"
  }
}
