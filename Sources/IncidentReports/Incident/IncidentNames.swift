import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileViewer

/// Names as they are, or as hashes.
struct IncidentNames: Sendable {
  /// Nil if nothing is redacted.
  let redaction: Redaction?

  init(isRedacted: Bool) { redaction = isRedacted ? .byDigests : nil }

  var areRedacted: Bool { redaction != nil }

  /// A function; names of the runtime and of standard libraries stay.
  func function(_ name: String, file: String = "") -> String {
    redaction?.function(name, file: file) ?? name
  }

  /// A text of the user's: a file, an instance, a build, text of a rule.
  func text(_ text: String) -> String { redaction?.text(text) ?? text }

  /// A build, by the digits that `check` shows; a hash would not hide it, since they identify the program.
  func build(_ id: String) -> String { areRedacted ? "" : String(id.prefix(8)) }

  func profile(_ profile: consuming Profile) -> Profile {
    guard let redaction else { return profile }
    return redaction.applied(to: profile)
  }

  /// A rule's id; those of built-in rules tell nothing.
  func id(_ rule: Rule, isBuiltIn: Bool) -> String { isBuiltIn ? rule.id : text(rule.id) }

  /// A rule, and what of it an entry is about: `listen [pod-a]`.
  func title(_ entry: GroupVerdict, of verdict: Verdict, isBuiltIn: Bool) -> String {
    let id = id(verdict.rule, isBuiltIn: isBuiltIn)
    return entry.title.isEmpty ? id : "\(id) [\(text(entry.title))]"
  }

  /// The assertion of a rule; its selectors hold names.
  func assertion(_ assertion: Assertion) -> String {
    var assertion = assertion
    assertion.id = nil
    guard areRedacted else { return assertion.description }
    assertion.measure = Self.bare(assertion.measure)
    return assertion.description
  }

  private static func bare(_ measure: Measure) -> Measure {
    let bare = { (metric: Metric) in
      var metric = metric
      metric.selector = .all
      return metric
    }
    return switch measure {
    case .plain(let metric): .plain(bare(metric))
    case .applied(let function, let metric): .applied(function, bare(metric))
    case .ratio(let first, let second): .ratio(bare(first), bare(second))
    case .eta(let metric, let limit): .eta(bare(metric), limit)
    }
  }
}
