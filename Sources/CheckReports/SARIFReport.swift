import JSONText
import LeakChecks
import ProfileModel
import ProfileReports

/// The report in SARIF 2.1.0: a result for each rule that has not passed, at the site of its heaviest
/// stack, with the fingerprint by which it is known from run to run.
struct SARIFReport {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  var value: JSONValue {
    let verdicts = output.report.verdicts
    let driver: JSONValue = [
      "name": "pproftool",
      "rules": .array(verdicts.map(rule)),
    ]
    let results = verdicts.enumerated().flatMap { index, verdict in
      JUnitReport.entries(verdict).filter { $0.outcome != .pass }.map { result($0, index: index) }
    }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "results": .array(results),
          "invocations": .array([invocation]),
        ]
      ],
    ]
  }

  private var invocation: JSONValue {
    let skipped = output.skipped.map { ("note", "skipped \($0.name): \($0.reason)") }
    let remarks = output.remarks.map { remark in
      let level = output.level(ofRemark: remark)
      return (level == "notice" ? "note" : level, remark)
    }
    let notifications = (remarks + skipped).map { level, text -> JSONValue in
      ["level": .text(level), "message": ["text": .text(SafeText.line(text))]]
    }
    return [
      "executionSuccessful": .boolean(output.exitStatus != 2),
      "exitCode": .integer(Int64(output.exitStatus)),
      "toolExecutionNotifications": .array(notifications),
    ]
  }

  private func rule(_ verdict: Verdict) -> JSONValue {
    let rule = verdict.rule
    var pairs: [String: JSONValue] = [
      "id": .text(rule.id),
      "shortDescription": ["text": .text(rule.assertion.withoutID)],
      "defaultConfiguration": ["level": .text(rule.severity == .fail ? "error" : "warning")],
    ]
    let properties = [("owner", rule.owner), ("runbook", rule.runbook)].compactMap { name, text in
      text.map { (name, JSONValue.text($0)) }
    }
    if !properties.isEmpty {
      pairs["properties"] = .object(Dictionary(uniqueKeysWithValues: properties))
    }
    return .object(pairs)
  }

  /// An undecided result is `open`, which has no level.
  private func result(_ verdictText: VerdictText, index: Int) -> JSONValue {
    let isOpen = verdictText.outcome == .undecided
    let rule = verdictText.verdict.rule
    let level = isOpen ? "none" : rule.severity == .fail ? "error" : "warning"
    var pairs: [String: JSONValue] = [
      "ruleId": .text(rule.id),
      "ruleIndex": .integer(Int64(index)),
      "kind": .text(isOpen ? "open" : "fail"),
      "level": .text(level),
      "message": ["text": .text(SafeText.line(verdictText.fullSentence))],
    ]
    // Entries of several instances are distinguished by theirs.
    var fingerprints: [String: JSONValue] = [:]
    if verdictText.title != rule.id {
      fingerprints["pproftoolEntry/v1"] = .text(SafeText.line(verdictText.title))
    }
    if let stack = verdictText.stack {
      if let fingerprint = stack.fingerprint {
        fingerprints["pproftoolStack/v1"] = .text(fingerprint)
      }
      pairs["locations"] = [location(stack)]
    }
    if !fingerprints.isEmpty { pairs["partialFingerprints"] = .object(fingerprints) }
    return .object(pairs)
  }

  private func location(_ stack: VerdictStack) -> JSONValue {
    var pairs: [String: JSONValue] = [
      "logicalLocations": [
        ["fullyQualifiedName": .text(stack.site), "kind": "function"]
      ]
    ]
    if !stack.file.isEmpty {
      var physical: [String: JSONValue] = [
        "artifactLocation": ["uri": .text(Self.uri(output.mapped(stack.file)))]
      ]
      if stack.line > 0 { physical["region"] = ["startLine": .integer(stack.line)] }
      pairs["physicalLocation"] = .object(physical)
    }
    return .object(pairs)
  }

  /// A path as a reference of RFC 3986.
  private static func uri(_ path: String) -> String {
    let encoded = PercentEncoding.encoded(path.utf8) {
      PercentEncoding.isUnreserved($0) || "/@!$&'()*+,;=".utf8.contains($0)
    }
    return (path.hasPrefix("/") ? "file://" : "") + encoded
  }
}

extension Assertion {
  /// The assertion as a rule file has it.
  var withoutID: String {
    var assertion = self
    assertion.id = nil
    return assertion.description
  }
}
