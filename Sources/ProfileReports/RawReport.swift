import ProfileAnalysis
package import ProfileModel

/// Everything in a profile as text, as `pprof -raw` prints it.
package enum RawReport {
  /// Writes the report; the sink is not finished.
  package static func write(_ profile: Profile, to sink: inout ByteSink) {
    writeHeader(of: profile, to: &sink)
    writeSamples(of: profile, to: &sink)
    sink.write("Locations\n")
    for row in 0..<profile.locations.count {
      write(LocationID(UInt32(row)), of: profile, to: &sink)
    }
    sink.write("Mappings\n")
    for mapping in profile.mappings { write(mapping, of: profile, to: &sink) }
  }

  private static func writeHeader(of profile: Profile, to sink: inout ByteSink) {
    let (header, strings) = (profile.header, profile.strings)
    func write(_ name: String, _ text: StringID) {
      sink.write(name)
      sink.write(bytes: strings.bytes(of: text))
      sink.write("\n")
    }
    for comment in header.comments { write("Comment: ", comment) }
    if !strings.isEmpty(header.docURL) { write("Doc: ", header.docURL) }
    sink.write("PeriodType: ")
    sink.write(bytes: strings.bytes(of: header.periodType.type))
    write(" ", header.periodType.unit)
    sink.write("Period: \(header.period)\n")
    if header.timeNanos != 0 {
      sink.write("Time: \(Timestamp(nanoseconds: header.timeNanos).precise)\n")
    }
    if header.durationNanos != 0 {
      // `go tool pprof` gives the text a precision of four characters.
      sink.write("Duration: \(Timestamp.goDuration(header.durationNanos).prefix(4))\n")
    }
  }

  private static func writeSamples(of profile: Profile, to sink: inout ByteSink) {
    sink.write("Samples:\n")
    sink.write(bytes: sampleTypes(of: profile)[...])
    sink.write("\n")
    let labels = (0..<profile.labelSets.count).map { labelLines(LabelSetID(UInt32($0)), profile) }
    for row in 0..<profile.sampleTable.count {
      for value in profile.sampleTable.values[row * profile.width..<(row + 1) * profile.width] {
        sink.write(" ")
        sink.write(decimal: value, width: 10)
      }
      sink.write(": ")
      for frame in profile.stacks.frames(of: StackID(profile.sampleTable.stacks[row])) {
        sink.write(unsigned: profile.locations.ids[Int(profile.stacks.frames[frame])])
        sink.write(" ")
      }
      sink.write("\n")
      sink.write(bytes: labels[Int(profile.sampleTable.labelSets[row])][...])
    }
  }

  /// For example `samples/count cpu/nanoseconds[dflt]`.
  private static func sampleTypes(of profile: Profile) -> [UInt8] {
    let strings = profile.strings
    let types = profile.header.sampleTypes.map { type in
      let mark = type.type == profile.header.defaultSampleType ? "[dflt]" : ""
      return strings.bytes(of: type.type) + Array("/".utf8) + strings.bytes(of: type.unit)
        + Array(mark.utf8)
    }
    return types.joined(separator: [UInt8(ascii: " ")]).trimmingBlanks()
  }
}

// MARK: - Labels

extension RawReport {
  /// A line for the texts and one for the numbers of a label set, each as `key:[value value]`.
  private static func labelLines(_ set: LabelSetID, _ profile: Profile) -> [UInt8] {
    let groups = LabelGroups(set, of: profile)
    let lines = [
      groups.texts.map { key, texts in
        cell(key, texts.map { Array(profile.strings.bytes(of: $0)) }, profile)
      },
      groups.numbers.map { key, numbers in
        let hasUnits = numbers.contains { $0.unit != .empty }
        let values = numbers.map { number in
          Array("\(number.value)".utf8)
            + (hasUnits ? Array(" ".utf8) + profile.strings.bytes(of: number.unit) : [])
        }
        return cell(key, values, profile)
      },
    ]
    return lines.filter { !$0.isEmpty }.flatMap { cells in
      let sorted = cells.sorted { $0.lexicographicallyPrecedes($1) }
      return [UInt8](repeating: UInt8(ascii: " "), count: 16)
        + sorted.joined(separator: [UInt8(ascii: " ")]) + Array("\n".utf8)
    }
  }

  private static func cell(_ key: StringID, _ values: [[UInt8]], _ profile: Profile) -> [UInt8] {
    profile.strings.bytes(of: key) + Array(":[".utf8)
      + values.joined(separator: [UInt8(ascii: " ")]) + Array("]".utf8)
  }
}

// MARK: - Locations and mappings

extension RawReport {
  private static func write(_ id: LocationID, of profile: Profile, to sink: inout ByteSink) {
    let (locations, row) = (profile.locations, Int(id.index))
    sink.write(unsigned: locations.ids[row], width: 6)
    sink.write(": \(locations.addresses[row].hexadecimalAddress) ")
    if let mapping = locations.mapping(of: id) {
      sink.write("M=\(profile.mappings[Int(mapping.index)].id) ")
    }
    if locations.isFolded[row] { sink.write("[F] ") }
    let lines = locations.lines(of: id)
    for line in lines {
      if line != lines.lowerBound { sink.write("             ") }
      writeLine(line, of: profile, to: &sink)
      sink.write("\n")
    }
    if lines.isEmpty { sink.write("\n") }
  }

  /// For example `main.work /src/main.go:12:0 s=10`, and the linker's name if it is another.
  private static func writeLine(_ line: Int, of profile: Profile, to sink: inout ByteSink) {
    let (strings, functions) = (profile.strings, profile.functions)
    let function = Int(profile.locations.lineFunctions[line])
    sink.write(bytes: strings.bytes(of: StringID(functions.names[function])))
    sink.write(" ")
    sink.write(bytes: strings.bytes(of: StringID(functions.filenames[function])))
    let source = "\(profile.locations.lineNumbers[line]):\(profile.locations.lineColumns[line])"
    sink.write(":\(source) s=\(functions.startLines[function])")
    guard functions.names[function] != functions.systemNames[function] else { return }
    sink.write("(")
    sink.write(bytes: strings.bytes(of: StringID(functions.systemNames[function])))
    sink.write(")")
  }

  private static func write(
    _ mapping: Mapping, of profile: Profile, to sink: inout ByteSink
  ) {
    let addresses = [mapping.start, mapping.limit, mapping.fileOffset].map(\.hexadecimalAddress)
    sink.write("\(mapping.id): \(addresses.joined(separator: "/")) ")
    sink.write(bytes: profile.strings.bytes(of: mapping.filename))
    sink.write(" ")
    sink.write(bytes: profile.strings.bytes(of: mapping.buildID))
    let known = [
      (mapping.hasFunctions, "[FN]"), (mapping.hasFilenames, "[FL]"),
      (mapping.hasLineNumbers, "[LN]"), (mapping.hasInlineFrames, "[IN]"),
    ]
    sink.write(" \(known.filter(\.0).map(\.1).joined())\n")
  }
}
