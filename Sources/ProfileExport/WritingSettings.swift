/// Settings for writing a format.
package struct WritingSettings: Sendable {
  /// What can be chosen of how a profile is written.
  package enum Option: Sendable {
    /// A label whose values are written apart.
    case groups
    /// What was measured.
    case service
  }

  /// What writes, and its version: `pproftool@1.2.3`.
  package var program = "pproftool"
  /// A label whose values become separate profiles or threads; nil to write all samples together.
  package var groupKey: String?
  /// What was measured.
  package var service = "unknown_service"

  package init() {}
}
