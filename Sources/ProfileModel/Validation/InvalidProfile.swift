/// An inconsistency in the tables of a profile: where it is, and what is wrong.
public struct InvalidProfile: Error, Equatable, CustomStringConvertible, Sendable {
  /// A column of a profile's tables, or a field of its header.
  public enum Column: String, Sendable {
    case sampleTypes = "header.sampleTypes"
    case periodType = "header.periodType"
    case defaultSampleType = "header.defaultSampleType"
    case comments = "header.comments"
    case docURL = "header.docURL"
    case dropFrames = "header.dropFrames"
    case keepFrames = "header.keepFrames"
    case stringEnds = "strings.ends"
    case mappingIDs = "mappings.id"
    case mappingFilenames = "mappings.filename"
    case mappingBuildIDs = "mappings.buildID"
    case functionIDs = "functions.ids"
    case functionNames = "functions.names"
    case functionSystemNames = "functions.systemNames"
    case functionFilenames = "functions.filenames"
    case functionStartLines = "functions.startLines"
    case locationIDs = "locations.ids"
    case locationMappings = "locations.mappings"
    case locationAddresses = "locations.addresses"
    case locationFolds = "locations.isFolded"
    case lineEnds = "locations.lineEnds"
    case lineFunctions = "locations.lineFunctions"
    case lineNumbers = "locations.lineNumbers"
    case lineColumns = "locations.lineColumns"
    case stackEnds = "stacks.ends"
    case frames = "stacks.frames"
    case labelSetEnds = "labelSets.ends"
    case labels = "labelSets.labels"
    case sampleStacks = "sampleTable.stacks"
    case sampleLabelSets = "sampleTable.labelSets"
    case sampleValues = "sampleTable.values"
  }

  /// What is wrong with a column, or with a row of it.
  public enum Reason: Equatable, Sendable {
    /// The first row is missing or not empty; it must be the empty string, stack or label set.
    case firstNotEmpty
    /// The column's length does not match the other columns.
    case length(Int, expected: Int)
    /// An end lies before the previous end.
    case falling(UInt32, after: UInt32)
    /// The last end differs from the length of the column that it divides.
    case lastEnd(UInt32, expected: Int)
    /// A reference to a row that does not exist.
    case noSuchRow(UInt32, of: Int)
    /// An id of 0, which means none.
    case zeroID
    /// A value that an earlier row already has, although it must be unique.
    case repeated(row: Int)
  }

  /// The column that is wrong.
  public let column: Column
  /// The row that is wrong; nil if the whole column is wrong.
  public let row: Int?
  /// What is wrong.
  public let reason: Reason

  /// For example `functions.names, row 3: it refers to row 17 of 5`.
  public var description: String {
    let context = row.map { "\(column.rawValue), row \($0)" } ?? column.rawValue
    return "\(context): \(reason)"
  }
}

extension InvalidProfile.Reason: CustomStringConvertible {
  /// The reason as text.
  public var description: String {
    switch self {
    case .firstNotEmpty: "the first row is not the empty one"
    case .length(let length, let expected): "its length is \(length), not \(expected)"
    case .falling(let end, let before):
      "it ends at \(end), before the previous row's \(before)"
    case .lastEnd(let end, let expected): "the last row ends at \(end), but there are \(expected)"
    case .noSuchRow(let row, let count): "it refers to row \(row) of \(count)"
    case .zeroID: "its id is 0"
    case .repeated(let row): "it is the same as row \(row)"
    }
  }
}
