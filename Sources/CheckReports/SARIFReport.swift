import JSONText
import LeakChecks
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
    let results = verdicts.enumerated().filter { $0.element.outcome != .pass }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          "results": .array(results.map { result($0.element, place: $0.offset) }),
          "invocations": .array([invocation]),
        ]
      ],
    ]
  }

  private var invocation: JSONValue {
    let notifications = output.remarks.map { remark -> JSONValue in
      [
        "level": .text(remark.hasPrefix("WARN") ? "warning" : "error"),
        "message": ["text": .text(SafeText.line(remark))],
      ]
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

  /// What is undecided is `open`, which has no level.
  private func result(_ verdict: Verdict, place: Int) -> JSONValue {
    let isOpen = verdict.outcome == .undecided
    let level = isOpen ? "none" : verdict.rule.severity == .fail ? "error" : "warning"
    var pairs: [String: JSONValue] = [
      "ruleId": .text(verdict.rule.id),
      "ruleIndex": .integer(Int64(place)),
      "kind": .text(isOpen ? "open" : "fail"),
      "level": .text(level),
      "message": ["text": .text(SafeText.line(VerdictWords(verdict).fullSentence))],
    ]
    if let stack = verdict.stacks.first {
      if let fingerprint = stack.fingerprint {
        pairs["partialFingerprints"] = ["pproftoolStack/v1": .text(fingerprint)]
      }
      pairs["locations"] = [location(stack)]
    }
    return .object(pairs)
  }

  private func location(_ stack: StackEvidence) -> JSONValue {
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
    let plain = Array("-._~/@!$&'()*+,;=".utf8)
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || plain.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

extension Assertion {
  /// The assertion as it stands in a rule file.
  var withoutID: String {
    var assertion = self
    assertion.id = nil
    return assertion.description
  }
}
