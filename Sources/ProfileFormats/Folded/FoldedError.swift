package import ProfileModel

/// Why a text, or a line of it, is not folded stacks.
package struct FoldedError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// The text has only blank lines and comments.
    case empty
    case missingCount
    case countNotANumber(String)
    case countTooLarge(String)
    case tooDeep(limit: Int)
    case tablesTooLarge(limit: Int)
  }
  /// The number of the line, from 1.
  package let line: Int
  package let reason: Reason

  init(_ reason: Reason, line: Int) {
    self.line = line
    self.reason = reason
  }

  package var description: String {
    switch reason {
    case .empty: "the text has no stack; write a line as 'main;work 42'"
    case .missingCount: "line \(line): expected a count after the stack, as in 'main;work 42'"
    case .countNotANumber(let text): "line \(line): '\(text)' is not a count"
    case .countTooLarge(let text):
      "line \(line): the count \(text) is larger than \(Int64.max), the largest that fits"
    case .tooDeep(let limit): "line \(line): the stack has more than \(limit) frames"
    case .tablesTooLarge(let limit): "line \(line): \(ReadLimits.tablesTooLarge(limit))"
    }
  }
}

extension FoldedError: RemediedError {
  package var remedy: Remedy? {
    if case .tablesTooLarge(let limit) = reason { ReadLimits.remedy(tables: limit) } else { nil }
  }
}
