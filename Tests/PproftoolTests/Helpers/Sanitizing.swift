import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// For what a sanitizer cannot bear, as it writes files of its own, or takes minutes for.
  static var notSanitized: Self {
    .enabled(if: ProcessInfo.processInfo.environment["SANITIZED"] == nil)
  }
}
