public import LeakChecks
import ProfileSystem

extension RuleSet {
  /// Rules of one line each, such as `listen: count(frame:listen) <= 200`. Without an id, the text of a rule is its id.
  ///
  /// - Parameters:
  ///   - first: a rule.
  ///   - others: more rules.
  /// - Throws: an `InvalidRules` that says which rule is invalid, where and why, or that two rules have the same id.
  public init(asserting first: String, _ others: String...) throws {
    try self.init(asserting: [first] + others)
  }

  /// Rules of one line each.
  ///
  /// - Parameter assertions: the rules, at least one.
  /// - Throws: an `InvalidRules` that says which rule is invalid, where and why, or that two rules have the same id.
  public init(asserting assertions: [String]) throws {
    guard !assertions.isEmpty else { throw InvalidRules(nil, "there is no rule") }
    let parsed = try assertions.map { text in
      try InvalidRules.naming("'\(text)'") { try Assertion(text, allowsID: true) }
    }
    self = try InvalidRules.naming(nil) { try RuleSet(files: [], assertions: parsed) }
  }

  /// The rules of a rule file.
  ///
  /// - Parameters:
  ///   - yaml: the contents of the file.
  ///   - name: the name of the file for messages.
  /// - Throws: an `InvalidRules` that says where and why the file is invalid.
  public init(yaml: [UInt8], named name: String = "rules") throws {
    self = try InvalidRules.naming(name) { try RuleSet(files: [(name, RuleFile(yaml))]) }
  }

  /// The rules of a rule file.
  ///
  /// - Parameter path: the path of the file.
  /// - Throws: an `InvalidRules` that says why the file cannot be read, or where and why it is invalid.
  public init(contentsOf path: String) throws {
    try self.init(
      yaml: try InvalidRules.naming(path) { try Self.bytes(of: path) }, named: path)
  }

  /// Larger than any rule file; the YAML reader has a lower limit.
  private static let mostBytes = 8 << 20

  /// The beginning of a file, which is all of it if it can be a rule file.
  private static func bytes(of path: String) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor.reading(SystemPath(path))
    defer { try? file.close() }
    return try file.readToEnd(stoppingBeyond: mostBytes)
  }
}
