import ProfileAnalysis
import ProfileModel

extension SelectorMatcher {
  func labels(_ name: String, _ matcher: ValueMatcher) -> TermAnswers {
    let profile = measured.profile
    guard let key = profile.strings.id(of: name) else { return .ofAll(.no) }
    return .ofLabelSets(
      (0..<profile.labelSets.count).map { set in
        Certainty(
          profile.labelSets.labels(of: LabelSetID(UInt32(set))).contains {
            $0.key == key && matcher.matches($0.value.text(in: profile.strings))
          })
      })
  }

  func ofSamples(_ answer: (Int) -> Certainty) -> TermAnswers {
    .ofSamples((0..<measured.profile.sampleTable.count).map(answer))
  }

  /// States are compared without what only some formats add to them. Those of another runtime tell nothing.
  func states(_ values: [SampleSelector.Value]) -> TermAnswers {
    var asksBlocked = false
    let asked = values.compactMap { value -> String? in
      if case .text(let text) = value { text } else { nil }
    }
    let asksOnlyJava = asked.count == values.count && asked.allSatisfy(WaitState.isOfJava)
    let compared = values.map { value -> SampleSelector.Value in
      guard case .text(let text) = value else { return value }
      asksBlocked = asksBlocked || text == "blocked"
      return .text(WaitState.compared(text))
    }
    let matcher = ValueMatcher(compared, of: .state)
    var known: [String: Certainty] = [:]
    return ofSamples { row in
      guard let state = measured.traits.state(ofSample: row) else { return .maybe }
      if let answer = known[state] { return answer }
      let holds =
        asksBlocked && WaitState.isBlocked(state) || matcher.matches(WaitState.compared(state))
      let isOfOther = asksOnlyJava && !WaitState.isOfJava(state)
      let answer = isOfOther ? .maybe : Certainty(holds)
      known[state] = answer
      return answer
    }
  }

  func creators(_ matcher: ValueMatcher) -> TermAnswers {
    guard measured.isDump else { return .ofAll(.maybe) }
    return ofSamples { row in
      if let creator = measured.traits.createdBy(ofSample: row) {
        return Certainty(matcher.matches(creator))
      }
      // A line that is not understood may have been about it.
      let stack = StackID(measured.profile.sampleTable.stacks[row])
      let plain = measured.plain
      return plain.names(inStack: stack).contains { plain.isUnknown[Int($0)] } ? .maybe : .no
    }
  }

  func leaked() -> TermAnswers {
    guard measured.knowsLeaks else { return .ofAll(.maybe) }
    guard !measured.isLeakProfile else { return .ofAll(.yes) }
    return ofSamples { Certainty(measured.traits.isMarkedLeaked(sample: $0)) }
  }

  func wait(_ bound: SampleSelector.Bound, _ limit: Double) -> TermAnswers {
    guard measured.isDump else { return .ofAll(.maybe) }
    return ofSamples { row in
      let ages = WaitAges.ages(ofSample: row, in: measured)
      switch bound {
      case .atLeast: return ages.low >= limit ? .yes : ages.high >= limit ? .maybe : .no
      case .below: return ages.high < limit ? .yes : ages.low < limit ? .maybe : .no
      }
    }
  }
}

extension Label.Value {
  /// A label's text; of a number its digits.
  func text(in strings: StringTable) -> String {
    switch self {
    case .text(let text): strings[text]
    case .number(let number, _): "\(number)"
    }
  }
}
