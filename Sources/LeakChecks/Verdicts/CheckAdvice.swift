/// Advice in verdicts, worded by the caller: only the command line knows option names.
package struct CheckAdvice: Sendable {
  /// How to give a baseline.
  package var forBaseline: String?
  /// How to join instances with one snapshot each into a series.
  package var forSeries: String?

  package init() {}

  /// The advice behind a reason.
  static func behind(_ text: String, _ advice: String?) -> String {
    text + (advice.map { "; \($0)" } ?? "")
  }
}
