import CheckReports
public import LeakChecks
import PprofWire
import ProfileAnalysis
public import ProfileModel
import ProfileSystem

extension RuleSet {
  /// Checks a profile against the rules.
  ///
  /// A rule is undecided if the profile does not tell what the rule asks. All rules are undecided if the format of the
  /// profile was only guessed, or does not say what was counted, as folded stacks do not: name the format when you read
  /// the profile, if you know what it is.
  ///
  /// - Parameters:
  ///   - profile: the profile, as it was read.
  ///   - name: the name of the profile for messages.
  /// - Returns: a verdict for each rule.
  /// - Throws: an `InvalidRules` if a rule cannot be meant for the values of the profile, for example because its limit
  ///   has the unit of something else.
  public func check(_ profile: Profile, name: String = "profile") throws -> CheckReport {
    let seconds = ThisProcess.secondsSince1970
    let today = CalendarDate(secondsSince1970: seconds)
    if let reason = profile.reasonNotToCheck {
      return CheckReport(self, undecidedBecause: "\(name) \(reason)", today: today)
    }
    let read = ReadProfile(profile: profile, notes: ReadNotes(traits: profile.traits))
    var input = SnapshotSet.Input(file: name, read: read)
    input.isNamed = true
    let snapshotSet = try SnapshotSet(profiles: [input])
    return try InvalidRules.naming(nil) {
      try CheckReport(self, on: snapshotSet, today: today, now: seconds * 1_000_000_000)
    }
  }
}

extension Profile {
  /// Why rules do not apply to the profile, and what to do, behind its name; nil if they do.
  fileprivate var reasonNotToCheck: String? {
    if header.sampleTypes.isEmpty { return "has no sample type, so there is nothing to measure" }
    if let unconfirmedFormat {
      return "\(unconfirmedFormat); name the format \(unconfirmedFormat.format) when reading it "
        + "to have it checked"
    }
    return deltaReason.map { "cannot be checked: \($0)" }
  }
}

extension CheckReport: CustomStringConvertible {
  /// The program's last line, without the exit status: `5 rules: 3 passed, 1 failed, 1 undecided`.
  public var description: String { CheckOutput(self, exitStatus: exitStatus).summary }

  /// A format of reports for other programs.
  public enum Format: Sendable {
    /// All verdicts with their values, limits and stacks; the schema is that of `pproftool schema check`.
    case json
    /// For test reports of continuous integration.
    case junit
    /// For code scanning.
    case sarif
    /// The Test Anything Protocol.
    case tap
    /// For people, in pull requests.
    case markdown
  }

  /// The report in a format, as `pproftool check --format` prints it.
  ///
  /// - Parameter format: the format.
  /// - Returns: the text, with a line end behind it.
  public func text(as format: Format) -> String {
    let output = CheckOutput(self, exitStatus: exitStatus)
    return String(decoding: ByteSink.bytes { output.write(format.own, to: &$0) }, as: UTF8.self)
  }

  /// The exit status of `pproftool check`: 0 if every rule passes, 1 if one fails or a suppression has expired, 2 if
  /// there is no answer because a rule is undecided. Rules that only warn change nothing.
  public var exitStatus: Int32 { exitStatus(Policy()) }

  /// Whether the exit status is 0: an undecided rule counts as not holding, a rule that only warns as holding.
  public var passes: Bool { exitStatus == 0 }

  /// What is wrong besides the verdicts, a line each, for example a suppression that has expired.
  public var problems: [String] {
    let output = CheckOutput(self, exitStatus: exitStatus)
    return output.remarks.filter { output.level(ofRemark: $0) == "error" }
  }

  /// What else there is to know, a line each: what suppressions left out, and those that match nothing.
  public var notes: [String] {
    let output = CheckOutput(self, exitStatus: exitStatus)
    return output.remarks.filter { output.level(ofRemark: $0) != "error" }
  }
}

extension CheckReport.Format {
  fileprivate var own: CheckFormat {
    switch self {
    case .json: .json
    case .junit: .junit
    case .sarif: .sarif
    case .tap: .tap
    case .markdown: .markdown
    }
  }
}
