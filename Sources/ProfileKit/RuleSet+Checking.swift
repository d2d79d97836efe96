import CheckReports
public import LeakChecks
public import ProfileModel
import ProfileSystem

extension RuleSet {
  /// Rules in one line each, for example `listen: count(frame:listen) <= 200`; without an id a rule is known by its text.
  ///
  /// - Parameter assertions: the rules.
  /// - Throws: where and why a rule is invalid, or that two have one id.
  public init(asserting assertions: String...) throws {
    let parsed = try assertions.map { text in try Assertion(text, allowsID: true) }
    try self.init(files: [], assertions: parsed)
  }

  /// The rules of a rule file.
  ///
  /// - Parameters:
  ///   - yaml: what the file holds.
  ///   - name: what a person calls the file.
  /// - Throws: where and why it is invalid.
  public init(yaml: [UInt8], named name: String = "rules") throws {
    try self.init(files: [(name, RuleFile(yaml))])
  }

  /// Checks a profile against the rules.
  ///
  /// - Parameters:
  ///   - profile: as it was read.
  ///   - name: what a person calls it.
  /// - Returns: a verdict for each rule.
  /// - Throws: that a rule asks for what such a profile cannot tell.
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
  /// Whether every rule certainly holds; an undecided one does not.
  public var passes: Bool { exitStatus(Policy()) == 0 }
}

extension Verdict: CustomStringConvertible {
  /// The id of the rule.
  public var id: String { rule.id }

  /// The text that the program prints: `FAIL listen: 64102 > 200 · …`, a line for each instance or group that has not
  /// passed.
  public var description: String { lines.joined(separator: "\n") }
}
