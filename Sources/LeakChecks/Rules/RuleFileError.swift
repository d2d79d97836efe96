package import YAMLText

/// Where and why a rule file is invalid.
package struct RuleFileError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    case yaml(YAMLError)
    case nothing
    case expected(String, found: String)
    case unknownKey(String, of: String, known: [String])
    case missingKey(String, of: String)
    case emptyText(String)
    case unknownVersion(String)
    case notAnID(String)
    case duplicateID(String, of: String, first: String)
    case notADate(String)
    case notOneOf(String, key: String, known: [String])
    case outOfRange(String, key: String, range: String)
    case needsFunction(String)
    case notForOutlier(String)
    case shareOfAll(String)
    case noSuchRule(String)
    /// `inText` is the column within the text, where its position in the file is unknown.
    case assertion(AssertionError.Reason, inText: Int?)
  }
  package let position: TextPosition
  package let reason: Reason

  package var description: String {
    if case .yaml(let error) = reason { return error.description }
    return "line \(position.line), column \(position.column): \(sentence)"
  }

  static func shareOfAll(_ measure: String) -> String {
    "\(measure) is 100% of everything; it needs a selector, or 'per:' in a rule file"
  }

  private var sentence: String {
    switch reason {
    case .yaml(let error): error.description
    case .nothing: "the file has no rules; a rule file begins with 'version: 2' and 'rules:'"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unknownKey(let key, let owner, let known):
      "'\(key)' is not a key of \(owner)"
        + (known.count > 1 ? "; the keys are \(known.joined(separator: ", "))" : "")
        + NearWord.hint(key, in: known)
    case .missingKey(let key, let owner): "\(owner) needs the key '\(key)'"
    case .emptyText(let key): "'\(key)' is empty"
    case .unknownVersion(let version): "unknown version '\(version)'; expected 1 or 2"
    case .notAnID(let text):
      "'\(text)' is not an id: expected a letter, then letters, digits, '_', '-' and '.'"
    case .duplicateID(let id, let owner, let first): "another \(owner) has the id '\(id)': \(first)"
    case .notADate(let text): "'\(text)' is not a date such as 2027-03-01"
    case .notOneOf(let text, let key, let known):
      "'\(text)' is not a value of '\(key)'; the values are \(known.joined(separator: ", "))"
    case .outOfRange(let text, let key, let range): "'\(key)' is \(text), but must be \(range)"
    case .needsFunction(let key): "'\(key)' is for rules with slope(...) or eta(...) only"
    case .notForOutlier(let entry):
      "'\(entry)' is not for outlier(...), which compares each instance with the others"
    case .shareOfAll(let measure): Self.shareOfAll(measure)
    case .noSuchRule(let id): "there is no rule with the id '\(id)'"
    case .assertion(let reason, let column):
      (column.map { "column \($0) of the text: " } ?? "") + reason.sentence
    }
  }
}
