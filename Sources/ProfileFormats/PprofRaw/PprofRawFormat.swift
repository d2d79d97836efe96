extension InputFormat {
  /// What `pprof -raw` prints, and `pproftool raw`.
  package static let pprofRaw = InputFormat(
    name: "pprof-raw", summary: "pprof -raw, go tool pprof -raw, pproftool raw", endings: [],
    traits: [], isText: true,
    recognise: { window in
      let lines = window.lines.prefix(64).map(\.trimmed)
      guard let period = lines.firstIndex(where: isPeriod),
        let samples = lines[period...].prefix(4).firstIndex(where: { $0.starts(with: "Samples:") })
      else { return .no }
      let types = lines.dropFirst(samples + 1).first ?? []
      let areTypes = types.split(separator: 0x20).allSatisfy { $0.contains(UInt8(ascii: "/")) }
      return areTypes || types.starts(with: "Locations")
        ? .certain("it has the header of pprof -raw") : .no
    },
    read: { source, settings in [.only(try PprofRawReader.read(source, settings))] })

  private static func isPeriod(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = TextCursor(line)
    return cursor.skip("Period: ") && cursor.signedDecimal() != nil && cursor.isAtEnd
  }
}
