/// What helps against an error.
package enum Remedy: Equatable, Sendable {
  /// To allow a profile to inflate to more.
  case raiseInflatedLimit
  /// To allow its tables more memory, which are a part of that.
  case raiseTableLimit
  /// To say which of several profiles is meant.
  case chooseProfile
  /// To name one of the sample types that there are.
  case chooseSampleType(count: Int)
  /// To give a factor instead of what it cannot be worked out from.
  case giveFactor
  /// To draw only a part, or leave out what is small.
  case drawLess
  /// To show only a part.
  case showPart
  /// To allow a page more bytes, or show only a part.
  case raisePageLimit
  /// To write in one of the formats that can hold it.
  case chooseFormat([String])
  /// To confirm the format of a profile by its name.
  case nameFormat(String)
}

/// An error that something can be done about.
///
/// Libraries say what is wrong; a command line, a page or a program words the remedy.
package protocol RemediedError: Error {
  /// What helps; nil where nothing is known to.
  var remedy: Remedy? { get }
}
