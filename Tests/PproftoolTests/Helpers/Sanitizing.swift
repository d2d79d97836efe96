import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// For tests that do not work under a sanitizer, because it writes files of its own, or that would take minutes.
  static var notSanitized: Self {
    .enabled(if: ProcessInfo.processInfo.environment["SANITIZED"] == nil)
  }
}
