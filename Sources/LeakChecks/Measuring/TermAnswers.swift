import ProfileModel

/// What a condition says of each sample, asked as seldom as possible: once for each stack, set of
/// labels or sample.
enum TermAnswers {
  case ofStacks([Certainty])
  case ofLabelSets([Certainty])
  case ofSamples([Certainty])
  case ofAll(Certainty)

  /// What is said of a sample.
  func answer(forSample row: Int, of samples: SampleTable) -> Certainty {
    switch self {
    case .ofStacks(let answers): answers[Int(samples.stacks[row])]
    case .ofLabelSets(let answers): answers[Int(samples.labelSets[row])]
    case .ofSamples(let answers): answers[row]
    case .ofAll(let answer): answer
    }
  }
}
