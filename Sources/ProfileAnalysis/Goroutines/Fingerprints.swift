import ProfileModel
import ProfileSystem

/// The fingerprints of normalized stacks, each made when it is asked for, and once: one takes some microseconds,
/// and there can be as many stacks as goroutines, of which people look at a few.
final class Fingerprints: @unchecked Sendable {
  private let names: StringTable
  private let stacks: StackTable
  private let monitor = Monitor()
  /// What has been made so far; empty as long as nobody asked.
  private var known: [Fingerprint?] = []

  init(_ stacks: StackTable, _ names: StringTable) {
    self.stacks = stacks
    self.names = names
  }

  /// The fingerprint of a stack.
  subscript(stack: StackID) -> Fingerprint {
    monitor.locked {
      if known.isEmpty { known = Array(repeating: nil, count: stacks.count) }
      if let fingerprint = known[Int(stack.index)] { return fingerprint }
      let fingerprint = Self.fingerprint(of: stack, stacks, names)
      known[Int(stack.index)] = fingerprint
      return fingerprint
    }
  }

  /// Those of all stacks; parts are made in threads of their own.
  var all: [Fingerprint] {
    let (stacks, names) = (stacks, names)
    let made = Parallel.map(stacks.count, smallest: 1 << 12) { part in
      part.map { Self.fingerprint(of: StackID(UInt32($0)), stacks, names) }
    }.flatMap { $0 }
    monitor.locked { known = made }
    return made
  }

  private static func fingerprint(
    of stack: StackID, _ stacks: StackTable, _ names: StringTable
  ) -> Fingerprint {
    Fingerprint(
      names: stacks.frames[stacks.frames(of: stack)].lazy.map { names.bytes(of: StringID($0)) })
  }
}
