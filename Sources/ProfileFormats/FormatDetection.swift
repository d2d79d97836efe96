import PprofWire

extension SourceFormat {
  /// The format that content begins like; nil when it is none, so that it is at best text around a dump.
  ///
  /// The order matters: what has an unmistakable beginning comes first, and folded stacks, which have
  /// the loosest grammar, come last.
  init?(recognising start: [UInt8]) {
    if let format = LegacyReader.recognises(start) {
      self = format
    } else if GoDumpReader.recognises(start) {
      self = .goDump
    } else if PprofReader.recognises(start) {
      self = .pprof
    } else if FoldedReader.recognises(start) {
      self = .folded
    } else {
      return nil
    }
  }

  /// What content can be at best that begins like no format: any text may have a dump further on, and the
  /// reader of protobuf says best what is wrong with anything else.
  init(guessing start: [UInt8]) {
    self = start.isEmpty || start.contains(0) ? .pprof : .goDump
  }
}
