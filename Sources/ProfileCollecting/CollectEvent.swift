/// Something that happened while collecting, for a log.
package struct CollectEvent: Sendable {
  package enum Kind: Sendable {
    case saved, failed
    /// What was asked for and is not taken, and why.
    case skipped(String)
    /// A note for people.
    case noted(String)
    /// A change in a rule's verdict: its outcome, and a sentence.
    case judged(rule: String, outcome: String, String)
  }

  package internal(set) var kind: Kind
  /// The service.
  package let target: String
  package var profile: String?
  package var file: String?
  package var bytes: Int?
  package var milliseconds: Int?
  /// The status of the answer; nil if there was none.
  package var status: Int?
  package var attempts = 0
  package var error: (any Error)?

  package init(_ kind: Kind, _ target: String) { (self.kind, self.target) = (kind, target) }
}
