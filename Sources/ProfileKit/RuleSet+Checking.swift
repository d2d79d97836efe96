import CheckReports
public import LeakChecks
import ProfileAnalysis
public import ProfileModel
import ProfileSystem

extension RuleSet {
  /// Rules of one line each, such as `listen: count(frame:listen) <= 200`. Without an id, the text of a rule is its id.
  ///
  /// - Parameter assertions: the rules.
  /// - Throws: an error that says where and why a rule is invalid, or that two rules have the same id.
  public init(asserting assertions: String...) throws {
    let parsed = try assertions.map { text in try Assertion(text, allowsID: true) }
    try self.init(files: [], assertions: parsed)
  }

  /// The rules of a rule file.
  ///
  /// - Parameters:
  ///   - yaml: the contents of the file.
  ///   - name: the name of the file for messages.
  /// - Throws: an error that says where and why the file is invalid.
  public init(yaml: [UInt8], named name: String = "rules") throws {
    try self.init(files: [(name, RuleFile(yaml))])
  }

  /// Checks a profile against the rules.
  ///
  /// - Parameters:
  ///   - profile: the profile, as it was read.
  ///   - name: the name of the profile for messages.
  /// - Returns: a verdict for each rule.
  /// - Throws: an error if a rule needs information that this kind of profile never has.
  public func check(_ profile: Profile, name: String = "profile") throws -> CheckReport {
    let read = ReadProfile(profile: profile, notes: ReadNotes(traits: profile.traits))
    var input = SnapshotSet.Input(file: name, read: read)
    input.isNamed = true
    let seconds = ThisProcess.secondsSince1970
    return try CheckReport(
      self, on: try SnapshotSet(profiles: [input]),
      today: CalendarDate(secondsSince1970: seconds), now: seconds * 1_000_000_000)
  }
}

extension CheckReport {
  /// Whether every rule definitely holds; an undecided rule counts as not holding.
  public var passes: Bool { exitStatus(Policy()) == 0 }
}

extension Verdict: CustomStringConvertible {
  /// The id of the rule.
  public var id: String { rule.id }

  /// The program's output: `FAIL listen: 64102 > 200 · …`, with one line per instance or group that has not passed.
  public var description: String { lines.joined(separator: "\n") }
}
