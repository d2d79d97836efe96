/// How much a reader may take in before it refuses: every profile is hostile.
package struct ReadLimits: Sendable, Equatable {
  /// How many bytes a source may inflate to.
  package var inflatedBytes: Int
  /// Whether the user has set how many that are; formats that are long by nature have no limit then.
  package let isLengthGiven: Bool
  /// How much memory the tables of a profile may take: texts, stacks, labels, samples and all others.
  ///
  /// Records of two bytes become rows of eighty, so it is not enough to hold the source to its limit.
  package var tableBytes: Int
  /// How many frames one stack may have, and how many labels one sample of a text.
  package var depth = 1 << 20
  /// How many records may belong to no table; real profiles have a dozen, and billions take a minute.
  package var strays = 1 << 24

  /// - `inflatedBytes`: 4 GiB unless it is given. The tables may take a quarter of it, at least
  ///   64 MiB, and less than 4 GiB, which keeps all their places below 2³².
  package init(inflatedBytes given: Int? = nil) {
    let inflatedBytes = given ?? 4 << 30
    self.inflatedBytes = inflatedBytes
    isLengthGiven = given != nil
    tableBytes = min(max(inflatedBytes / 4, 64 << 20), Self.mostTableBytes)
  }

  private static let mostTableBytes = (4 << 30) - 1

  /// The message for a profile whose tables take more memory than a limit.
  package static func tablesTooLarge(_ limit: Int) -> String {
    "its tables take more than \(limit) bytes of memory"
  }

  /// What helps a profile whose tables take more than a limit: a higher one, if there is any.
  package static func remedy(tables limit: Int) -> Remedy? {
    limit < mostTableBytes ? .raiseTableLimit : nil
  }
}
