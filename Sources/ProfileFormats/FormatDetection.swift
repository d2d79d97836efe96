import PprofWire

extension SourceFormat {
  /// The format that content begins like; nil when it is none, so that it is at best text around a dump.
  ///
  /// The order matters: what has an unmistakable beginning comes first, and folded stacks, which have
  /// the loosest grammar, come last. What begins like a protobuf and holds a zero, as texts hardly do,
  /// is not looked through for the lines of one.
  init?(recognising start: [UInt8]) {
    if PprofReader.recognises(start), start.contains(0) {
      self = .pprof
    } else if let format = LegacyReader.recognises(start) {
      self = format
    } else if GoDumpReader.recognises(start) {
      self = .goDump
    } else if PprofReader.recognises(start) {
      self = .pprof
    } else if let format = AddressedTextReader.recognises(behindOtherText: start) {
      self = format
    } else if FoldedReader.recognises(start) {
      self = .folded
    } else {
      return nil
    }
  }

  /// What content can be at best that begins like no format; nil for nothing at all.
  ///
  /// Any text may have a dump further on. Anything else may be a damaged protobuf if its first byte can
  /// begin a record of one, and then the reader says best what is wrong; an empty source too.
  init?(guessing start: [UInt8]) {
    guard start.contains(0), let tag = start.first else {
      self = start.isEmpty ? .pprof : .goDump
      return
    }
    let (field, wireType) = (tag >> 3, tag & 7)
    guard 1...15 ~= field, wireType == 0 || wireType == 2 else { return nil }
    self = .pprof
  }
}
