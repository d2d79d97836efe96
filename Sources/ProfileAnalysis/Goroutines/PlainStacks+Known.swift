package import ProfileModel

extension PlainStacks {
  /// Whether a frame of a stack of the profile has a name that is not known.
  package func hasUnknown(_ stack: StackID) -> Bool {
    names(inStack: stack).contains { isUnknown[Int($0)] }
  }

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
  package func names(inStack stack: StackID) -> ArraySlice<UInt32> {
    stacks.frames[stacks.frames(of: rows[Int(stack.index)])]
  }
}
