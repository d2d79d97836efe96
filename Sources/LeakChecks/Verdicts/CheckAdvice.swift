/// What verdicts advise to do, in the words of whoever asks: only a command line knows the names of options.
package struct CheckAdvice: Sendable {
  /// What gives a baseline where there is none.
  package var forBaseline: String?
  /// What makes one series of instances that have one snapshot each.
  package var forSeries: String?

  package init() {}

  /// The advice behind a reason.
  static func behind(_ text: String, _ advice: String?) -> String {
    text + (advice.map { "; \($0)" } ?? "")
  }
}
