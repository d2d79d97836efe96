import ProfileModel

/// Matches the samples of a profile against selectors.
struct SelectorMatcher {
  let measured: MeasuredProfile
  /// The sample type that `value` is the sum of.
  let valueColumn: Int

  /// How a selector judges each sample.
  func answers(_ selector: SampleSelector) -> [Certainty] {
    var result = [Certainty](repeating: .yes, count: measured.profile.sampleTable.count)
    for term in selector.terms {
      let answers = answers(term.condition)
      for row in result.indices where result[row] != .no {
        let answer = answers.answer(forSample: row, of: measured.profile.sampleTable)
        result[row] = result[row] && (term.isNegated ? answer.negated : answer)
      }
    }
    return result
  }

  /// Which terms leave it open whether samples match, for the reason of a verdict.
  func openTerms(_ selector: SampleSelector) -> [SampleSelector.Term] {
    let all = answers(selector)
    return selector.terms.filter { term in
      let answers = answers(term.condition)
      return all.indices.contains { row in
        all[row] == .maybe
          && answers.answer(forSample: row, of: measured.profile.sampleTable) == .maybe
      }
    }
  }

  private func answers(_ condition: SampleSelector.Condition) -> TermAnswers {
    switch condition {
    case .leaked: leaked()
    case .amount(.value, let bound, let quantity): value(bound, quantity.value)
    case .amount(.wait, let bound, let quantity): wait(bound, quantity.value)
    case .matches(let key, let values):
      doubted(answers(key, ValueMatcher(values, of: key), values), of: key)
    }
  }

  /// What does not match may have had another name before names were taken away.
  private func doubted(_ answers: TermAnswers, of key: SampleSelector.Key) -> TermAnswers {
    measured.lostNames == nil || key == .state ? answers : answers.map { max($0, .maybe) }
  }

  private func answers(
    _ key: SampleSelector.Key, _ matcher: ValueMatcher, _ values: [SampleSelector.Value]
  ) -> TermAnswers {
    switch key {
    case .frame, .leaf, .root: frames(key, matcher)
    case .site, .package: sites(key, matcher)
    case .file: files(matcher)
    case .fingerprint: fingerprints(values)
    case .label(let name): labels(name, matcher)
    case .state: states(values)
    case .createdBy: creators(matcher)
    }
  }
}

/// A condition's answers, evaluated once for each stack, label set or sample.
enum TermAnswers {
  case ofStacks([Certainty])
  case ofLabelSets([Certainty])
  case ofSamples([Certainty])
  case ofAll(Certainty)

  /// The answers changed one by one.
  func map(_ change: (Certainty) -> Certainty) -> TermAnswers {
    switch self {
    case .ofStacks(let answers): .ofStacks(answers.map(change))
    case .ofLabelSets(let answers): .ofLabelSets(answers.map(change))
    case .ofSamples(let answers): .ofSamples(answers.map(change))
    case .ofAll(let answer): .ofAll(change(answer))
    }
  }

  /// The answer for a sample.
  func answer(forSample row: Int, of samples: SampleTable) -> Certainty {
    switch self {
    case .ofStacks(let answers): answers[Int(samples.stacks[row])]
    case .ofLabelSets(let answers): answers[Int(samples.labelSets[row])]
    case .ofSamples(let answers): answers[row]
    case .ofAll(let answer): answer
    }
  }
}
