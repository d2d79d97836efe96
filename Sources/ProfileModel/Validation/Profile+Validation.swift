extension Profile {
  /// Checks that the tables are consistent: references point to existing rows, columns of a table have the same
  /// length, ends are in order, and the empty string, stack and label set come first.
  ///
  /// Readers and transforms make only valid profiles, so the program does not call this; tests call it after each of
  /// them. Use it if you fill tables in another way.
  ///
  /// - Throws: an error for the first problem found.
  public borrowing func validate() throws(InvalidProfile) {
    try validateStrings()
    try validateHeader()
    try validateMappings()
    try validateFunctions()
    try validateLocations()
    try validateLines()
    try validateStacks()
    try validateLabelSets()
    try validateSamples()
  }

  private borrowing func validateStrings() throws(InvalidProfile) {
    let check = ColumnCheck(.stringEnds)
    try check.parts(strings.ends, of: strings.bytes.count)
    try check.first(strings.ends)
    let table = strings
    try check.distinct((0..<strings.count).map { table.bytes(of: StringID(UInt32($0))) })
  }

  private borrowing func validateHeader() throws(InvalidProfile) {
    try references(header.sampleTypes.map(\.type), in: .sampleTypes)
    try references(header.sampleTypes.map(\.unit), in: .sampleTypes)
    try references(header.comments, in: .comments)
    let texts: [(InvalidProfile.Column, StringID)] = [
      (.periodType, header.periodType.type), (.periodType, header.periodType.unit),
      (.defaultSampleType, header.defaultSampleType), (.docURL, header.docURL),
      (.dropFrames, header.dropFrames), (.keepFrames, header.keepFrames),
    ]
    for (column, text) in texts {
      try ColumnCheck(column).row(text.index, at: nil, of: strings.count)
    }
  }

  private borrowing func validateMappings() throws(InvalidProfile) {
    try ColumnCheck(.mappingIDs).ids(mappings.map(\.id))
    try references(mappings.map(\.filename), in: .mappingFilenames)
    try references(mappings.map(\.buildID), in: .mappingBuildIDs)
  }

  private borrowing func validateFunctions() throws(InvalidProfile) {
    let count = functions.count
    try ColumnCheck(.functionIDs).ids(functions.ids)
    try references(functions.names, in: .functionNames, count: count)
    try references(functions.systemNames, in: .functionSystemNames, count: count)
    try references(functions.filenames, in: .functionFilenames, count: count)
    try ColumnCheck(.functionStartLines).length(functions.startLines.count, count)
  }

  private borrowing func validateLocations() throws(InvalidProfile) {
    let count = locations.count
    try ColumnCheck(.locationIDs).ids(locations.ids)
    let mapping = ColumnCheck(.locationMappings)
    try mapping.length(locations.mappings.count, count)
    for (row, value) in locations.mappings.enumerated() where value != 0 {
      try mapping.row(value - 1, at: row, of: mappings.count)
    }
    try ColumnCheck(.locationAddresses).length(locations.addresses.count, count)
    try ColumnCheck(.locationFolds).length(locations.isFolded.count, count)
  }

  private borrowing func validateLines() throws(InvalidProfile) {
    let count = locations.lineFunctions.count
    let ends = ColumnCheck(.lineEnds)
    try ends.length(locations.lineEnds.count, locations.count)
    try ends.parts(locations.lineEnds, of: count)
    try ColumnCheck(.lineFunctions).rows(locations.lineFunctions, of: functions.count)
    try ColumnCheck(.lineNumbers).length(locations.lineNumbers.count, count)
    try ColumnCheck(.lineColumns).length(locations.lineColumns.count, count)
  }

  private borrowing func validateStacks() throws(InvalidProfile) {
    let ends = ColumnCheck(.stackEnds)
    try ends.parts(stacks.ends, of: stacks.frames.count)
    try ends.first(stacks.ends)
    try ColumnCheck(.frames).rows(stacks.frames, of: locations.count)
  }

  private borrowing func validateLabelSets() throws(InvalidProfile) {
    let ends = ColumnCheck(.labelSetEnds)
    try ends.parts(labelSets.ends, of: labelSets.labels.count)
    try ends.first(labelSets.ends)
    let check = ColumnCheck(.labels)
    for (row, label) in labelSets.labels.enumerated() {
      for text in label.texts { try check.row(text.index, at: row, of: strings.count) }
    }
    let table = labelSets
    try ends.distinct((0..<labelSets.count).map { table.labels(of: LabelSetID(UInt32($0))) })
  }

  private borrowing func validateSamples() throws(InvalidProfile) {
    let (count, values) = (sampleTable.count, sampleTable.values.count)
    try ColumnCheck(.sampleStacks).rows(sampleTable.stacks, of: stacks.count)
    let labels = ColumnCheck(.sampleLabelSets)
    try labels.length(sampleTable.labelSets.count, count)
    try labels.rows(sampleTable.labelSets, of: labelSets.count)
    try ColumnCheck(.sampleValues).length(values, count * width)
  }

  private borrowing func references(
    _ column: [StringID], in name: InvalidProfile.Column
  ) throws(InvalidProfile) {
    try ColumnCheck(name).rows(column.map(\.index), of: strings.count)
  }

  private borrowing func references(
    _ column: [UInt32], in name: InvalidProfile.Column, count: Int
  ) throws(InvalidProfile) {
    try ColumnCheck(name).length(column.count, count)
    try ColumnCheck(name).rows(column, of: strings.count)
  }
}

extension Label {
  /// The texts that it refers to.
  fileprivate var texts: [StringID] {
    switch value {
    case .text(let text): [key, text]
    case .number(_, let unit): [key, unit]
    }
  }
}
