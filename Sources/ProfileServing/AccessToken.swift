import CServe
import ProfileModel
package import ProfileSystem

/// What every path begins with: 128 bits that nobody can guess, so that neither another user of the machine nor another
/// page of a browser can ask.
package struct AccessToken: Sendable {
  /// 32 hexadecimal digits.
  package let text: String

  private static let byteCount = 16

  /// - Throws: a `SystemError` when the system has no random numbers.
  package init() throws(SystemError) {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    guard cserve_random(&bytes, bytes.count) else { throw .last }
    self.init(bytes)
  }

  init(_ bytes: [UInt8]) { text = bytes.hexadecimal }

  /// Whether some bytes are the token; how long that takes does not depend on where they differ.
  func isEqual(to bytes: ArraySlice<UInt8>) -> Bool {
    let own = Array(text.utf8)
    guard bytes.count == own.count else { return false }
    var difference: UInt8 = 0
    for (byte, other) in zip(own, bytes) { difference |= byte ^ other }
    return difference == 0
  }
}
