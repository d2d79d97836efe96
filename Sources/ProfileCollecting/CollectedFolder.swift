/// The files that collecting keeps for itself beside the profiles: hidden, so that no folder counts them as such.
package enum CollectedFolder {
  /// Held while a collector runs.
  static let lock = ".lock"
  /// Rounds that are not deleted with the others.
  static let kept = ".kept"
  /// The rules that failed in the last round.
  package static let failing = ".failing"

  /// Whether a file of a folder is no more than that.
  package static func isOwn(_ name: [UInt8]) -> Bool {
    [lock, kept, failing].contains { name.elementsEqual($0.utf8) }
  }
}
