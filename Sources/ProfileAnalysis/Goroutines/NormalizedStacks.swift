package import ProfileModel

/// The normalized stacks of a profile: what is left of its stacks when all that formats show differently, or hide, is
/// taken away, so that one process gives one identity in every format.
///
/// From leaf to root, inlined frames expanded, without the runtime, compiler-made wrappers and
/// reflection's stubs, type arguments written `[...]`, ending where a dump left frames out, and
/// beginning with `runtime/pprof.(*Profile).WriteTo` in the goroutine that writes the profile.
package struct NormalizedStacks: Sendable {
  /// The normalized names that occur; the empty one is the first and is in no stack. A frame with an unknown name has
  /// its address instead.
  package let names: StringTable
  /// Whether a name is not known, so that it may be any.
  package let isUnknown: [Bool]
  /// What becomes of each frame.
  let frameNames: NormalizedNames
  /// Every distinct normalized stack once, as ids in `names`, leaf first; the empty one is the first.
  package let stacks: StackTable
  /// The normalized stack of each stack of the profile.
  package let rows: [StackID]
  /// Whether the root-most frames of a stack of the profile may be missing.
  package let isCut: [Bool]
  /// Whether all names that the fingerprint of a normalized stack is made of are known.
  package let isNamed: [Bool]
  /// For each normalized stack, the first that has its fingerprint.
  private let heads: [UInt32]
  /// What they are known by outside of the profile.
  package let fingerprintCache: Fingerprints
  /// The site of each normalized stack, as an id in `names`, if known; the empty name for the empty stack.
  package let sites: [StringID]

  /// Works out the normalized stacks of all stacks of a profile.
  package init(_ profile: Profile) {
    let names = NormalizedNames(profile)
    let stacks: StackTable
    (stacks, rows, isCut) = NormalizedStackBuilder.plainStacks(of: profile, names)
    frameNames = names
    (self.names, isUnknown, self.stacks) = (names.table, names.isUnknown, stacks)
    isNamed = Self.isNamed(stacks, names.isUnknown)
    heads = Self.heads(of: stacks)
    fingerprintCache = Fingerprints(stacks, names.table)
    var frames: [UInt32] = []
    sites = (0..<stacks.count).map { stack in
      stacks.read(StackID(UInt32(stack)), into: &frames)
      return names.siteIndex(of: frames[...]).map { StringID(frames[$0]) } ?? .empty
    }
  }

  private static func isNamed(_ stacks: StackTable, _ isUnknown: [Bool]) -> [Bool] {
    guard isUnknown.contains(true) else { return Array(repeating: true, count: stacks.count) }
    return (0..<UInt32(stacks.count)).map { stack in
      let frames = stacks.frames[stacks.frames(of: StackID(stack))]
      return !frames.prefix(Fingerprint.depth).contains { isUnknown[Int($0)] }
    }
  }

  /// How much memory it takes, about.
  var memory: Int { stacks.memory + names.memory + rows.count * 5 + stacks.count * 32 }

  /// The names of a normalized stack, leaf first.
  package func names(of plain: StackID) -> [String] {
    stacks.frames[stacks.frames(of: plain)].map { names[StringID($0)] }
  }

  /// The first stack with the same leaf-most names, as many as make a fingerprint. Stacks are distinct, so that only deep
  /// ones can share those.
  private static func heads(of stacks: StackTable) -> [UInt32] {
    var heads = Array(0..<UInt32(stacks.count))
    var index = HashIndex()
    var read: [UInt32] = []
    for stack in heads.indices {
      let frames = stacks.frames(of: StackID(UInt32(stack))).prefix(Fingerprint.depth)
      guard frames.count == Fingerprint.depth else { continue }
      stacks.frames.read(frames, into: &read)
      var probe = index.probe(WordHasher.hash(read.span))
      while let row = index.next(&probe) {
        let other = stacks.frames(of: StackID(row)).lowerBound - frames.lowerBound
        guard frames.allSatisfy({ stacks.frames[$0] == stacks.frames[$0 + other] }) else {
          continue
        }
        heads[stack] = row
        break
      }
      if heads[stack] == stack { index.insert(UInt32(stack), at: probe) }
    }
    return heads
  }

  /// The fingerprint of each normalized stack; of one with names that are not known it tells stacks of one build
  /// apart and is nothing to show.
  package var fingerprints: [Fingerprint] { fingerprintCache.all }

  /// The fingerprint of a stack of the profile.
  package func fingerprint(of stack: StackID) -> Fingerprint {
    fingerprintCache[rows[Int(stack.index)]]
  }

  /// Makes all fingerprints at once, in several threads, if so many are going to be asked for that it pays.
  func prepareFingerprints(of count: Int) {
    if count > stacks.count / 2 { _ = fingerprints }
  }

  /// The fingerprint of a normalized stack; nil if a name that it is made of is not known.
  func fingerprint(ofNormalized stack: StackID) -> Fingerprint? {
    isNamed[Int(stack.index)] ? fingerprintCache[stack] : nil
  }

  /// The first of the normalized stacks that have the fingerprint of a stack of the profile, as an index.
  package func head(of stack: StackID) -> Int { Int(heads[Int(rows[Int(stack.index)].index)]) }

  /// The line of the site of a stack of the profile, as an index in the location table's line columns; nil for an
  /// empty normalized stack.
  package func siteLine(of stack: StackID, in profile: Profile) -> Int? {
    var builder = NormalizedStackBuilder(profile, frameNames)
    return builder.siteLine(of: stack)
  }

  /// The site of a stack of the profile: the first function from the leaf that is in neither the
  /// runtime nor the standard library, or the root-most one when all are; empty for an empty stack.
  package func site(of stack: StackID) -> String { names[siteName(of: stack)] }

  /// The same as an id in `names`.
  func siteName(of stack: StackID) -> StringID { sites[Int(rows[Int(stack.index)].index)] }
}

extension NormalizedStacks {
  /// Whether normalized stacks keep the frames of a function at all.
  package func keeps(_ function: FunctionID, of profile: Profile) -> Bool {
    let name = profile.strings[profile.functions.name(of: function)]
    let file = profile.strings[profile.functions.filename(of: function)]
    return NormalizedName.of(name, file: file) != nil
  }
}

extension NormalizedStacks {
  /// Whether a stack has the same fingerprint in every format: it is named, and long enough or not cut.
  package func isFingerprintKnown(_ stack: StackID) -> Bool {
    let plain = rows[Int(stack.index)]
    return isNamed[Int(plain.index)]
      && (!isCut[Int(stack.index)] || stacks.frames(of: plain).count >= Fingerprint.depth)
  }

  /// Whether a stack's site is known: no frame that may be it comes before, and none is cut off.
  package func isSiteKnown(_ stack: StackID) -> Bool {
    for name in names(inStack: stack) {
      if isUnknown[Int(name)] { return false }
      if frameNames.isOwn[Int(name)] { return true }
    }
    return !isCut[Int(stack.index)]
  }

  /// Whether equal stacks of names and addresses are surely one: nothing is cut off, and no frame has
  /// neither name nor address.
  package func isIdentified(_ stack: StackID) -> Bool {
    !isCut[Int(stack.index)] && !names(inStack: stack).contains { $0 == frameNames.nowhere?.index }
  }

  /// The normalized stack of a stack of the profile, as ids in `names`, leaf first.
  package func names(inStack stack: StackID) -> FrameColumn.SubSequence {
    stacks.frames[stacks.frames(of: rows[Int(stack.index)])]
  }
}
