package import LeakChecks

/// What an incident report shows, and how.
package struct IncidentRequest: Sendable {
  /// The title; nil for what the rules say.
  package var title: String?
  /// Whether names of the program, of files, rules and label values are replaced by hashes.
  package var isRedacted = false
  /// The day that suppressions expire against; nil for that of the newest profile.
  package var today: CalendarDate?
  /// When it is, in nanoseconds since 1970; nil for when the newest profile was taken.
  package var now: Int64?
  package var policy = CheckReport.Policy()
  /// The name of the program that writes it.
  package var program = "pproftool"
  /// The files and folders that were read, and those that are known to be good.
  package var paths: [String] = []
  package var baseline: [String] = []
  /// The options for rules, for `check` and the commands that read, as typed.
  package var ruleOptions: [String] = []
  package var readingOptions: [String] = []

  package init() {}
}
