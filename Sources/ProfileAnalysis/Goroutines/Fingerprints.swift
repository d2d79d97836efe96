package import ProfileModel
import ProfileSystem

/// Identities of a profile's normalized stacks that hold outside of it: fingerprints, which are shown, and keys.
///
/// Each is made on demand and once: a fingerprint takes some microseconds, and there can be as many stacks as
/// goroutines, of which people look at a few. A class, since groups of samples share it to be named when they are
/// shown.
package final class Fingerprints: @unchecked Sendable {
  private let monitor = Monitor()
  /// What they are made of; nil when all have been made.
  private var tables: (stacks: StackTable, names: StringTable)?
  /// The bits of those made so far, `open` for the others; empty until the first is asked for.
  private var known: [UInt64] = []
  /// Empty until the first is asked for.
  private var madeKeys: [StackKey] = []
  /// Whether names may still be asked for after the profile was freed.
  private var outlivesProfile = false
  /// More than the 48 bits of any.
  private static let open = UInt64.max

  init(_ stacks: StackTable, _ names: StringTable) { tables = (stacks, names) }

  /// The fingerprint of a stack.
  package subscript(stack: StackID) -> Fingerprint {
    monitor.locked {
      if known.isEmpty, let tables {
        known = Array(repeating: Self.open, count: tables.stacks.count)
      }
      let bits = known[Int(stack.index)]
      guard bits == Self.open, let tables else { return Fingerprint(bits: bits) }
      let fingerprint = Self.fingerprint(of: stack, tables.stacks, tables.names)
      known[Int(stack.index)] = fingerprint.bits
      return fingerprint
    }
  }

  /// Those of all stacks, made by several threads.
  var all: [Fingerprint] {
    monitor.locked {
      makeAll()
      return known.map(Fingerprint.init(bits:))
    }
  }

  private func makeAll() {
    guard let (stacks, names) = tables, known.isEmpty || known.contains(Self.open) else { return }
    known = Parallel.map(stacks.count, smallest: 1 << 12) { part in
      part.map { Self.fingerprint(of: StackID(UInt32($0)), stacks, names).bits }
    }.flatMap { $0 }
  }

  private static func fingerprint(
    of stack: StackID, _ stacks: StackTable, _ names: StringTable
  ) -> Fingerprint {
    Fingerprint(
      names: stacks.frames[stacks.frames(of: stack)].lazy.map { names.bytes(of: StringID($0)) })
  }

  /// The key of each stack.
  package var keys: [StackKey] { monitor.locked { allKeys() } }

  /// The key of a stack.
  package func key(of stack: StackID) -> StackKey {
    monitor.locked { allKeys()[Int(stack.index)] }
  }

  private func allKeys() -> [StackKey] {
    if madeKeys.isEmpty, let tables { madeKeys = StackKey.all(tables.stacks, tables.names) }
    return madeKeys
  }

  /// Records that names may be asked for after the profile was freed.
  package func keepForGroups() { monitor.locked { outlivesProfile = true } }

  /// Makes everything that may still be asked for, so that the profile's tables can be freed.
  package func settle() {
    monitor.locked {
      guard outlivesProfile else { return }
      makeAll()
      _ = allKeys()
      tables = nil
    }
  }
}

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
