/// Something that happened while collecting, for a log.
package struct CollectEvent: Sendable {
  package enum Kind: Sendable {
    case saved, failed
    /// What was asked for and is not taken, and why.
    case skipped(String)
    /// What a person should know.
    case noted(String)
    /// What is newly known of a rule: how it stands, and a sentence.
    case judged(rule: String, outcome: String, String)
  }

  package internal(set) var kind: Kind
  /// The service.
  package let target: String
  package var profile: String?
  package var file: String?
  package var bytes: Int?
  package var milliseconds: Int?
  /// What the server answered; nil when it did not.
  package var status: Int?
  package var attempts = 0
  package var error: (any Error)?

  package init(_ kind: Kind, _ target: String) { (self.kind, self.target) = (kind, target) }
}
