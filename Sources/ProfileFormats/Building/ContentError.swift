package import ProfileModel

/// Why content that is sound JSON, protobuf or text is no valid profile.
package struct ContentError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// Something is not there: `no 'frames' in 'shared'`.
    case missing(String)
    /// Two lists that belong together differ in length: `14 samples, but 13 weights`.
    case lengths(Int, String, Int, String)
    /// An index is beyond its table: `refers to frame 9 of 8`.
    case reference(String, Int64, of: Int)
    /// The time of an event is before that of the one before it.
    case timeFalls
    case tooDeep(limit: Int)
    case tablesTooLarge(limit: Int)
    /// A stack with its frames written out.
    case stackTooLarge(limit: Int, tables: Int)
    /// Anything else, as a sentence.
    case other(String)
  }
  /// Where it is: `profile 2`, `sample 17`; nil for the whole.
  package let context: String?
  package let reason: Reason

  init(_ reason: Reason, in context: String? = nil) {
    self.context = context
    self.reason = reason
  }

  package var description: String {
    guard let context else { return sentence }
    if case .reference = reason { return "\(context) \(sentence)" }
    return "\(context): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .missing(let what): "there is no \(what)"
    case .lengths(let count, let name, let other, let otherName):
      "\(count) \(name), but \(other) \(otherName)"
    case .reference(let what, let number, let count): "refers to \(what) \(number) of \(count)"
    case .timeFalls: "the time of an event is earlier than that of the previous event"
    case .tooDeep(let limit): "a stack has more than \(limit) frames"
    case .tablesTooLarge(let limit): ReadLimits.tablesTooLarge(limit)
    case .stackTooLarge(let limit, _): "one of its stacks takes more than \(limit) bytes as text"
    case .other(let sentence): sentence
    }
  }
}

extension ReadLimits {
  /// Throws when tables take more memory than they may.
  func check(memory: Int) throws(ContentError) {
    guard memory <= tableBytes else { throw ContentError(.tablesTooLarge(limit: tableBytes)) }
  }

  /// Throws when a stack takes more than it may with its frames written out.
  func checkStacks(of profile: borrowing Profile) throws(ContentError) {
    guard allowsStacks(of: profile) else {
      throw ContentError(.stackTooLarge(limit: spelledStackBytes, tables: tableBytes))
    }
  }

  /// Throws when a stack has more frames than it may.
  func check(depth: Int) throws(ContentError) {
    guard depth <= self.depth else { throw ContentError(.tooDeep(limit: self.depth)) }
  }
}

extension ContentError: RemediedError {
  package var remedy: Remedy? {
    switch reason {
    case .tablesTooLarge(let limit), .stackTooLarge(_, let limit): ReadLimits.remedy(tables: limit)
    default: nil
    }
  }
}
