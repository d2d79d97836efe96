import ProfileAnalysis

/// Why it is unknown on which side of its limit a value is.
struct OpenReason: Equatable {
  let text: String
  /// Whether only the data leave it open: then the user may allow it. Missing files cannot be allowed.
  let isAllowable: Bool

  static func data(_ text: String) -> OpenReason { OpenReason(text: text, isAllowable: true) }
  static func missing(_ text: String) -> OpenReason { OpenReason(text: text, isAllowable: false) }

  private init(text: String, isAllowable: Bool) {
    self.text = text
    self.isAllowable = isAllowable
  }

  /// Why the values of a rule are open; missing files come before missing facts.
  init(of function: MeasureFunction?, _ readers: [MetricReader]) {
    let measurers = readers.flatMap { $0.measurers(for: function) }
    let reasons =
      measurers.compactMap(\.openEnd).map { .missing($0) } + measurers.compactMap(\.openTerms)
    self =
      reasons.first { !$0.isAllowable } ?? reasons.first
      ?? .data(
        "the limit is within the sampling error; sample more often, or move the limit")
  }
}

extension MetricReader {
  /// What measures all the snapshots that a value is made of, the newest first.
  fileprivate func measurers(for function: MeasureFunction?) -> [Measurer] {
    let isOfSeries = function?.isOfSeries == true
    // Of a long series the newest are enough to say why.
    let snapshots =
      (isOfSeries ? source.group.snapshots.suffix(20).reversed() : [snapshot].compactMap { $0 })
      + (comparesBaseline(for: function) ? source.group.baselines : [])
    return snapshots.compactMap(measurer)
  }
}

extension Measurer {
  /// What the profile leaves open; nil if it answers everything asked.
  fileprivate var openTerms: OpenReason? {
    let questions = openQuestions
    guard !questions.isEmpty else { return nil }
    let names = questions.map(\.name).joined(separator: " or ")
    let cause = questions.lazy.compactMap { $0.lack.cause(in: measured) }.first
    let text = "\(measured.name) does not show \(names) reliably" + (cause.map { ": \($0)" } ?? "")
    return questions.allSatisfy(\.lack.isOfFormat) ? .data(text) : .missing(text)
  }

  private var openQuestions: [OpenQuestion] {
    let matcher = SelectorMatcher(measured: measured, valueColumn: source.column)
    let selectors = [source.metric.selector] + suppressions.map(\.match)
    var questions = selectors.flatMap(matcher.openTerms).map { OpenQuestion($0.condition) }
    if source.kind == .leaked, !measured.knowsLeaks { questions.append(OpenQuestion(.leaked)) }
    if let field = source.kind.fieldOfFormat {
      questions.append(OpenQuestion(name: field, lack: .ages))
    }
    if source.kind.countsStacks, measured.hasOpenStacks {
      questions.append(OpenQuestion(name: source.metric.name, lack: .names))
    }
    if let grouping, SampleKeys(grouping, of: measured).groups.contains(where: \.isOpen) {
      questions.append(OpenQuestion(name: grouping.name, lack: .names))
    }
    return questions
  }
}

/// A question that a profile leaves open.
private struct OpenQuestion {
  /// What a profile does not record.
  enum Lack {
    /// Names of functions, or frames.
    case names
    /// Names of files.
    case files
    /// What its format does not have.
    case format
    /// How long goroutines have waited, which few formats have.
    case ages
    /// Which goroutines are proven leaked.
    case leaks

    var isOfFormat: Bool { self == .format || self == .ages }
  }

  let name: String
  let lack: Lack

  init(name: String, lack: Lack) {
    self.name = name
    self.lack = lack
  }

  init(_ condition: SampleSelector.Condition) {
    name = condition.description
    lack =
      switch condition {
      case .leaked: .leaks
      case .matches(.state, _), .matches(.createdBy, _): .format
      case .amount(.wait, _, _): .ages
      case .matches(.file, _): .files
      case .matches, .amount(.value, _, _): .names
      }
  }
}

extension OpenQuestion.Lack {
  /// Why it is open, or what would answer it; nil where there is nothing more to say.
  func cause(in measured: MeasuredProfile) -> String? {
    switch self {
    case .format, .ages:
      guard measured.isDump else { return "a dump does (goroutine?debug=2)" }
      guard self == .ages, !measured.hasAges else { return measured.missingNames }
      return "Go tells waits from a minute on, once garbage was collected"
    case .leaks:
      return measured.knowsLeaks ? nil : "a goroutineleak profile does (Go 1.27 or later)"
    case .files where !measured.hasUnknownNames: return "some functions have no file"
    case .names, .files:
      return measured.missingNames ?? (measured.plain.isCut.contains(true) ? "stacks are cut" : nil)
    }
  }
}
