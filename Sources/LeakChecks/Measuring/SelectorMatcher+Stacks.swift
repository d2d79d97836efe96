internal import ProfileAnalysis
internal import ProfileModel

extension SelectorMatcher {
  func ofStacks(_ answer: (StackID) -> Certainty) -> TermAnswers {
    .ofStacks((0..<subject.profile.stacks.count).map { answer(StackID(UInt32($0))) })
  }

  /// What was not found may be among the frames that a cut stack lost at its root.
  func frames(_ key: SampleSelector.Key, _ matcher: ValueMatcher) -> TermAnswers {
    let plain = subject.plain
    let matches = matcher.matches(all: plain.names)
    return ofStacks { stack in
      let frames = plain.stacks.frames[plain.stacks.frames(of: plain.rows[Int(stack.index)])]
      let isCut = plain.isCut[Int(stack.index)]
      switch key {
      case .leaf: return frames.first.map { Certainty(matches[Int($0)]) } ?? (isCut ? .maybe : .no)
      case .root where isCut: return .maybe
      case .root: return Certainty(frames.last.map { matches[Int($0)] } ?? false)
      default: return frames.contains { matches[Int($0)] } ? .yes : isCut ? .maybe : .no
      }
    }
  }

  /// The site of a cut stack is known if it belongs to neither the runtime nor the standard library.
  func sites(_ key: SampleSelector.Key, _ matcher: ValueMatcher) -> TermAnswers {
    let plain = subject.plain
    let isPackage = key == .package
    return ofStacks { stack in
      let site = plain.site(of: stack)
      if plain.isCut[Int(stack.index)], site.isEmpty || PackageName.isStandard(function: site) {
        return .maybe
      }
      guard let name = isPackage ? PackageName.of(site) : site, !name.isEmpty else { return .no }
      return Certainty(matcher.matches(name))
    }
  }

  func files(_ matcher: ValueMatcher) -> TermAnswers {
    let (profile, plain) = (subject.profile, subject.plain)
    var known: [UInt32: Bool] = [:]
    let isMatching = (0..<profile.functions.count).map { row in
      let file = profile.functions.filenames[row]
      let matches =
        known[file] ?? (file != 0 && matcher.matches(profile.strings.bytes(of: StringID(file))))
      known[file] = matches
      return matches && plain.keeps(FunctionID(UInt32(row)), of: profile)
    }
    return ofStacks { stack in
      let locations = profile.stacks.frames[profile.stacks.frames(of: stack)]
      let isFound = locations.contains { location in
        profile.locations.lines(of: LocationID(location)).contains {
          isMatching[Int(profile.locations.lineFunctions[$0])]
        }
      }
      return isFound ? .yes : plain.isCut[Int(stack.index)] ? .maybe : .no
    }
  }

  /// Fingerprints match by their beginning.
  func fingerprints(_ values: [SampleSelector.Value]) -> TermAnswers {
    let matches = subject.plain.fingerprints.map { fingerprint in
      values.contains { value in
        guard case .text(let digits) = value else { return true }
        return fingerprint.description.hasPrefix(digits)
      }
    }
    return ofStacks { Certainty(matches[Int(subject.plain.rows[Int($0.index)].index)]) }
  }

  /// The sum over all samples of a fingerprint, whatever their labels.
  func value(_ bound: SampleSelector.Bound, _ limit: Double) -> TermAnswers {
    var sums: [Fingerprint: Int64] = [:]
    for row in 0..<subject.profile.samples.count {
      let value = subject.value(ofSample: row, column: valueColumn)
      let fingerprint = subject.fingerprint(ofSample: row)
      sums[fingerprint] = (sums[fingerprint] ?? 0).addingClamped(value)
    }
    return ofStacks { stack in
      let sum = Double(sums[subject.plain.fingerprint(of: stack)] ?? 0)
      return Certainty(bound == .atLeast ? sum >= limit : sum < limit)
    }
  }
}
