/// The label keys under which a goroutine's knowledge is kept in any profile.
package enum ReservedLabel: String, CaseIterable, Sendable {
  /// What it is doing or waiting for, as dumps say it: `chan receive`.
  case state = "go.state"
  /// How long it has waited, a number of whole minutes.
  case wait = "go.wait"
  /// The function that started it.
  case createdBy = "go.created_by"
  /// `true` if the garbage collector has proven that nothing can wake it.
  case leaked = "go.leaked"
  /// `true` when it is locked to its thread.
  case locked = "go.locked"
}
