import ProfileModel

/// A condition's answers, evaluated once for each stack, label set or sample.
enum TermAnswers {
  case ofStacks([Certainty])
  case ofLabelSets([Certainty])
  case ofSamples([Certainty])
  case ofAll(Certainty)

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
