/// A stack's identity across formats and builds: 12 hexadecimal digits.
///
/// They begin the SHA-1 of the leaf-most 32 names of the normalized stack, joined by line feeds. 32, because a dump
/// keeps 50 inner frames, hidden ones included. Lines, files, addresses and arguments do not count.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// The 48 bits.
  package let bits: UInt64
  /// How many names it is made of.
  static let depth = 32

  /// The fingerprint of names, leaf first.
  package init(names: some Sequence<ArraySlice<UInt8>>) {
    var text: [UInt8] = []
    // Room for the names of most stacks, and for what the digest adds.
    text.reserveCapacity(2048)
    for (index, name) in names.prefix(Self.depth).enumerated() {
      if index > 0 { text.append(UInt8(ascii: "\n")) }
      text += name
    }
    bits = SHA1.beginning(ofDigestOf: text) >> 16
  }

  init(bits: UInt64) { self.bits = bits }

  /// The 12 digits.
  package var description: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}

extension Fingerprint: Comparable {
  /// By their digits.
  package static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}
