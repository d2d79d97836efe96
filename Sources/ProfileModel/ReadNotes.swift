/// A reader's notes besides the profile itself.
package struct ReadNotes: Sendable, Equatable {
  /// The format the bytes were in, for example `pprof` or `folded`; empty before that is noted.
  package var format: String
  /// What holds for every profile of that format.
  package var traits: FormatTraits
  /// Why the content was read in that format although little supports it; nil if it is certain.
  package var guess: String?
  /// What was taken away to get at the text, from the outside in: `gzip`, `kubectl prefix`.
  package var unwrapped: [String] = []
  /// How many records were understood.
  package var recordsRead = 0
  /// How many records were seen; more than were read means that some were left out.
  package var recordsSeen = 0
  /// Why the source is known to be cut short; nil when nothing says that it is.
  package var incomplete: String?
  /// How many lines of a text were not understood.
  package var unreadLines = 0
  /// How many goroutines of the runtime itself were left out of the profile.
  package var systemGoroutines = 0
  /// Where goroutines were created, which only dumps tell.
  package var creatorSources = CreatorSources()
  /// Why there is nothing to report on although the input is what it should be; reports refuse it.
  package var nothingToReport: String?
  /// Steps that changed nothing in reports; `info` lists them.
  package var remarks: [String] = []
  /// Requests that could not be met, a sentence each; a strict reader accepts none.
  package var leftOut: [String] = []
  /// Warnings for people, a sentence each, without the name of the file.
  package var warnings: [String] = []

  package init(format: String = "", traits: FormatTraits = []) {
    self.format = format
    self.traits = traits
  }

  /// How many records were lost, as a sentence; nil when none was.
  package var lostRecords: String? {
    guard recordsRead < recordsSeen else { return nil }
    return "only \(recordsRead) of \(recordsSeen) records could be read"
  }

  /// In which way a profile was not read whole, if so.
  package var partial: String? {
    if let incomplete { return "incomplete: \(incomplete)" }
    if let lostRecords { return lostRecords }
    guard unreadLines > 0 else { return nil }
    return "\(unreadLines.counted("line")) could not be read"
  }
}

/// A profile and what its reader has to say.
package struct ReadProfile: Sendable {
  package var profile: Profile
  package var notes: ReadNotes

  package init(profile: Profile, notes: ReadNotes) {
    self.profile = profile
    self.notes = notes
  }

  /// The profile as it is written: its comments say if its source was cut or records of it were lost, so that
  /// nobody takes for all what is a part.
  package func rememberingLoss() -> Profile {
    guard let lost = notes.incomplete ?? notes.lostRecords else { return profile }
    return profile.remembering(loss: lost)
  }
}

extension Profile {
  /// The profile with a comment that says why it is incomplete, unless it has one.
  package consuming func remembering(loss: String) -> Profile {
    var (profile, remarks) = (self, SourceRemarks())
    guard SourceRemarks(of: profile).incomplete == nil else { return profile }
    remarks.incomplete = loss
    for comment in remarks.comments { profile.addComment(comment) }
    return profile
  }
}

/// Properties of every profile of a format, besides its name.
///
/// They travel with the notes of a profile, so that no code has to know formats by their names.
package struct FormatTraits: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Leaves out the leading frames of the Go runtime, as texts of Go do.
  package static let hidesRuntimeFrames = FormatTraits(rawValue: 1 << 0)
  /// Lists goroutines one by one.
  package static let isDump = FormatTraits(rawValue: 1 << 1)
  /// Has names and nothing else: no files, no addresses, and no word of what was counted.
  package static let hasNamesOnly = FormatTraits(rawValue: 1 << 2)
  /// Tells what each goroutine does or waits for.
  package static let tellsStates = FormatTraits(rawValue: 1 << 3)
  /// May hold both sides of a comparison.
  package static let mayHoldTwoSides = FormatTraits(rawValue: 1 << 4)
}
