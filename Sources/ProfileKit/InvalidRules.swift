import LeakChecks

/// Why rules cannot be used: `rules.yaml: line 3, column 5: 'asert' is not a key of a rule; …`.
public struct InvalidRules: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the rule file, or the assertion in quotes; nil if it is about all of them.
  public let source: String?
  /// What is wrong and, if known, where.
  public let reason: String

  /// The reason, with the source before it.
  public var description: String { source.map { "\($0): \(reason)" } ?? reason }

  init(_ source: String?, _ reason: String) { (self.source, self.reason) = (source, reason) }

  /// What `make` makes.
  ///
  /// - `source`: what an error without a file is about.
  static func naming<Result>(
    _ source: String?, _ make: () throws -> Result
  ) throws(InvalidRules) -> Result {
    do { return try make() } catch let error as RuleSetError {
      throw InvalidRules(error.file ?? source, error.description)
    } catch {
      throw InvalidRules(source, "\(error)")
    }
  }
}
