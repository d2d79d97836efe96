import ProfileModel

/// One of the profiles in a text, and the line where it begins.
struct TextSection {
  let line: Int
  var read: ReadProfile
}

/// The profiles in a text, which together keep to the limits of one.
struct TextSections {
  private let limits: ReadLimits
  private var all: [TextSection] = []
  private var memory = 0
  /// The memory of an empty profile.
  private static let least = 4096

  init(limits: ReadLimits) { self.limits = limits }

  /// Adds the next profile.
  mutating func append(_ section: TextSection) throws(TextError) {
    memory += Self.least + section.read.profile.memory
    guard memory <= limits.tableBytes else {
      throw TextError(.tablesTooLarge(limit: limits.tableBytes), line: section.line)
    }
    all.append(section)
  }

  /// The profiles in their order.
  ///
  /// - Throws: if there is none.
  func some() throws(TextError) -> [TextSection] {
    guard !all.isEmpty else { throw TextError(.unknownFormat) }
    return all
  }
}
