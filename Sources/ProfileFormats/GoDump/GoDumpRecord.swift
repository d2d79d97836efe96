import ProfileModel

/// The goroutine whose lines are being read.
struct GoDumpRecord {
  /// A function whose location comes with the next line.
  struct Call {
    let function: StringID
    let isInlined: Bool
  }

  var id: UInt64 = 0
  /// The line of its header.
  var line = 0
  var status = StringID.empty
  /// Its frames so far, leaf first.
  var frames: [UInt32] = []
  var call: Call?
  /// A line that could be the name of a foreign function, if the next one is its location.
  var bareName: (text: ArraySlice<UInt8>, line: Int)?
  var createdBy = StringID.empty
  var awaitsCreatorsPlace = false
  /// Whether it runs on another thread, so that its stack could not be printed.
  var isUnavailable = false
  /// Whether a line of it was not understood.
  var isDamaged = false
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
    createdBy = .empty
    awaitsCreatorsPlace = false
    isUnavailable = false
    isDamaged = false
  }

  /// Why it looks as if the rest of the dump was lost behind it; nil when it looks whole.
  ///
  /// Every goroutine but the first says who created it.
  func cutReason(isSystem: Bool) -> String? {
    if call != nil || awaitsCreatorsPlace { return "its last function has no location" }
    if frames.isEmpty, !isUnavailable { return "its last goroutine has no frame" }
    if id > 1, !isSystem, createdBy == .empty {
      return "its last goroutine, \(id), does not say who created it"
    }
    return nil
  }
}
