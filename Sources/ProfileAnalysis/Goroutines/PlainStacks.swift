package import ProfileModel

/// The plain stacks of a profile: what is left of its stacks when all that formats show differently,
/// or hide, is taken away, so that one process gives one identity in every format.
///
/// From leaf to root, inlined frames expanded, without the runtime, compiler-made wrappers and
/// reflection's stubs, type arguments written `[...]`, ending where a dump left frames out, and
/// beginning with `runtime/pprof.(*Profile).WriteTo` in the goroutine that writes the profile.
package struct PlainStacks: Sendable {
  /// The plain names that occur; the empty one is the first and stands in no stack. A frame whose name is
  /// not known has its address in place of one.
  package let names: StringTable
  /// Whether a name is not known, so that it may be any.
  package let isUnknown: [Bool]
  /// What becomes of each frame.
  let frameNames: PlainNames
  /// Every distinct plain stack once, as places in `names`, leaf first; the empty one is the first.
  package let stacks: StackTable
  /// The plain stack of each stack of the profile.
  package let rows: [StackID]
  /// Whether the root-most frames of a stack of the profile may be missing.
  package let isCut: [Bool]
  /// The line of each profile stack's site, as a place in the location table's line columns; nil for
  /// an empty plain stack.
  package let siteLines: [Int?]
  /// Whether all names that the fingerprint of a plain stack is made of are known.
  package let isNamed: [Bool]
  /// For each plain stack, what all have in common that have its fingerprint: a number less than `headCount`.
  let heads: [UInt32]
  let headCount: Int
  private let made: Fingerprints
  /// The site of each plain stack, as a place in `names`, as far as it is known; the empty name for the
  /// empty stack.
  package let sites: [StringID]

  /// Works out the plain stacks of all stacks of a profile.
  package init(_ profile: Profile) {
    var builder = PlainStackBuilder(profile)
    for row in 0..<profile.stacks.count { builder.append(StackID(UInt32(row))) }
    frameNames = builder.names
    names = frameNames.table
    isUnknown = frameNames.isUnknown
    stacks = builder.stacks.table
    rows = builder.rows
    isCut = builder.isCut
    siteLines = builder.siteLines
    let (names, stacks, isUnknown) = (names, stacks, isUnknown)
    isNamed = (0..<UInt32(stacks.count)).map { stack in
      let frames = stacks.frames[stacks.frames(of: StackID(stack))]
      return !frames.prefix(Fingerprint.depth).contains { isUnknown[Int($0)] }
    }
    (heads, headCount) = Self.heads(of: stacks)
    made = Fingerprints(stacks, names)
    sites = (0..<stacks.count).map { stack in
      let frames = stacks.frames[stacks.frames(of: StackID(UInt32(stack)))]
      return builder.names.siteIndex(of: frames).map { StringID(frames[$0]) } ?? .empty
    }
  }

  /// How much memory it takes, about.
  var memory: Int { stacks.memory + names.memory + rows.count * 24 + stacks.count * 32 }

  /// The names of a plain stack, leaf first.
  package func names(of plain: StackID) -> [String] {
    stacks.frames[stacks.frames(of: plain)].map { names[StringID($0)] }
  }

  /// Numbers the stacks by the names that fingerprints are made of.
  private static func heads(of stacks: StackTable) -> (heads: [UInt32], count: Int) {
    var heads = StackInterner()
    let numbers = (0..<stacks.count).map { stack in
      let frames = stacks.frames(of: StackID(UInt32(stack)))
      return heads.intern(stacks.frames.span.extracting(frames.prefix(Fingerprint.depth))).index
    }
    return (numbers, heads.table.count)
  }

  /// The fingerprint of each plain stack; of one with names that are not known it tells stacks of one
  /// build apart and is nothing to show.
  package var fingerprints: [Fingerprint] { made.all }

  /// The fingerprint of a stack of the profile.
  package func fingerprint(of stack: StackID) -> Fingerprint { made[rows[Int(stack.index)]] }

  /// The number of what all stacks of the profile have in common that have a stack's fingerprint.
  package func head(of stack: StackID) -> Int { Int(heads[Int(rows[Int(stack.index)].index)]) }

  /// The site of a stack of the profile: the first function from the leaf that is in neither the
  /// runtime nor the standard library, or the root-most one when all are; empty for an empty stack.
  package func site(of stack: StackID) -> String { names[siteName(of: stack)] }

  /// The same as a place in `names`.
  func siteName(of stack: StackID) -> StringID { sites[Int(rows[Int(stack.index)].index)] }
}
