package import LeakChecks

/// How an incident is told.
package struct IncidentRequest: Sendable {
  /// The title; nil for what the rules say.
  package var title: String?
  /// Whether names of the program, of files, rules and labels' values are told by hashes only.
  package var isRedacted = false
  /// The day that suppressions expire against; nil for that of the newest profile.
  package var today: CalendarDate?
  /// When it is, in nanoseconds since 1970; nil for when the newest profile was taken.
  package var now: Int64?
  package var policy = CheckReport.Policy()
  /// What the program calls itself.
  package var program = "pproftool"
  /// The files and folders that were read, and those that are known to be good.
  package var paths: [String] = []
  package var baseline: [String] = []
  /// What else `check` was told of rules, and every command of reading: words of a command line.
  package var ruleOptions: [String] = []
  package var readingOptions: [String] = []

  package init() {}
}
