import ProfileAnalysis
import ProfileModel

extension SelectorMatcher {
  func ofStacks(_ answer: (StackID) -> Certainty) -> TermAnswers {
    .ofStacks((0..<measured.profile.stacks.count).map { answer(StackID(UInt32($0))) })
  }

  /// What was not found may be among the frames that a cut stack lost at its root, or be the name of a frame
  /// that has none. Nobody knows either which frame is the leaf or the root where that one has no name.
  func frames(_ key: SampleSelector.Key, _ matcher: ValueMatcher) -> TermAnswers {
    let plain = measured.plain
    let matches = zip(matcher.matches(all: plain.names), plain.isUnknown).map {
      matches, isUnknown in
      isUnknown ? Certainty.maybe : Certainty(matches)
    }
    return ofStacks { stack in
      let frames = plain.names(inStack: stack)
      let end: Certainty = plain.isCut[Int(stack.index)] ? .maybe : .no
      switch key {
      case .leaf: return frames.first.map { matches[Int($0)] } ?? end
      case .root where end == .maybe: return .maybe
      case .root: return frames.last.map { matches[Int($0)] } ?? .no
      default: return frames.reduce(end) { max($0, matches[Int($1)]) }
      }
    }
  }

  func sites(_ key: SampleSelector.Key, _ matcher: ValueMatcher) -> TermAnswers {
    let plain = measured.plain
    return ofStacks { stack in
      guard plain.isSiteKnown(stack) else { return .maybe }
      let site = plain.site(of: stack)
      guard let name = key == .package ? PackageName.of(site) : site, !name.isEmpty else {
        return .no
      }
      return Certainty(matcher.matches(name))
    }
  }

  /// A frame of the program whose file is not known may be in any.
  func files(_ matcher: ValueMatcher) -> TermAnswers {
    let (profile, plain) = (measured.profile, measured.plain)
    let unnamed = UnnamedFrames(profile)
    let ofFunctions = self.ofFunctions(matcher)
    let ofLocations = (0..<UInt32(profile.locations.count)).map { index in
      let lines = profile.locations.lines(of: LocationID(index))
      let best = lines.reduce(lines.isEmpty ? Certainty.maybe : .no) {
        max($0, ofFunctions[Int(profile.locations.lineFunctions[$1])])
      }
      return best == .maybe && unnamed.isInLibrary(LocationID(index)) ? .no : best
    }
    return ofStacks { stack in
      let locations = profile.stacks.frames[profile.stacks.frames(of: stack)]
      let end: Certainty = plain.isCut[Int(stack.index)] ? .maybe : .no
      return locations.reduce(end) { max($0, ofLocations[Int($1)]) }
    }
  }

  /// Whether the file of each function matches.
  private func ofFunctions(_ matcher: ValueMatcher) -> [Certainty] {
    let profile = measured.profile
    var known: [UInt32: Certainty] = [StringID.empty.index: .maybe]
    return (0..<profile.functions.count).map { row in
      guard measured.plain.keeps(FunctionID(UInt32(row)), of: profile) else { return .no }
      let file = profile.functions.filenames[row]
      if let answer = known[file] { return answer }
      let answer = Certainty(matcher.matches(profile.strings.bytes(of: StringID(file))))
      known[file] = answer
      return answer
    }
  }

  /// Fingerprints match by their beginning.
  func fingerprints(_ values: [SampleSelector.Value]) -> TermAnswers {
    let plain = measured.plain
    let matches = plain.fingerprints.map { fingerprint in
      values.contains { value in
        guard case .text(let digits) = value else { return true }
        return fingerprint.description.hasPrefix(digits)
      }
    }
    return ofStacks { stack in
      guard plain.isFingerprintKnown(stack) else { return values.contains(.any) ? .yes : .maybe }
      return Certainty(matches[Int(plain.rows[Int(stack.index)].index)])
    }
  }

  /// The sum over all samples of a stack, whatever their labels.
  func value(_ bound: SampleSelector.Bound, _ limit: Double) -> TermAnswers {
    let sums = StackSums(of: measured, column: valueColumn)
    // What is lost may belong to any stack.
    let isCut = measured.incomplete != nil
    return ofStacks { stack in
      var sum = sums.sum(of: measured.identity(of: stack))
      if isCut { sum.high = .infinity }
      switch bound {
      case .atLeast: return sum.low >= limit ? .yes : sum.high >= limit ? .maybe : .no
      case .below: return sum.high < limit ? .yes : sum.low < limit ? .maybe : .no
      }
    }
  }
}
