import CRE2

/// A compiled regular expression in the syntax of RE2, which is that of Go and of pprof.
///
/// Matching takes time in proportion to the text, whatever the pattern. A pattern matches anywhere in
/// a text unless it says `^` or `$`. Bytes that are not UTF-8 count as U+FFFD each, as in Go.
///
///     let focus = try Pattern("(*Stream).listen")   // throws: missing argument to repetition operator: `*`
///     let focus = try Pattern(#"\(\*Stream\)\.listen$"#)
public struct Pattern: Sendable {
  /// What it was compiled from.
  public let text: String
  private let compiled: SharedRegex

  /// - Throws: what is wrong with the pattern, and where.
  public init(_ text: String) throws(PatternError) {
    self.text = text
    compiled = SharedRegex(try Regex(compiling: text))
  }

  /// Whether the pattern matches somewhere in a text.
  public func matches(_ text: borrowing Span<UInt8>) -> Bool {
    if let repaired = UTF8Repair.repaired(text) { return compiled.regex.matches(repaired.span) }
    return compiled.regex.matches(text)
  }

  /// Whether the pattern matches somewhere in a text.
  public func matches(_ text: ArraySlice<UInt8>) -> Bool { matches(text.span) }

  /// Whether the pattern matches somewhere in a text.
  public func matches(_ text: String) -> Bool { matches(text.utf8.span) }

  /// What its first group matches in a text, or the whole of it if it has none; nil if that takes no part.
  package func firstGroup(in text: [UInt8]) -> [UInt8]? {
    compiled.regex.firstGroup(in: text.span).map { Array(text[$0]) }
  }
}

/// Lets copies of a pattern share the one regular expression.
final class SharedRegex: Sendable {
  let regex: Regex
  init(_ regex: consuming Regex) { self.regex = regex }
}

/// The owner of a regular expression of RE2's, which is thread-safe.
struct Regex: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer

  /// How much memory the states of one pattern may take; RE2's own default.
  private static let memoryBudget: Int64 = 8 << 20

  /// - `hasGroups`: whether what groups match is asked for.
  init(compiling text: String, hasGroups: Bool = false) throws(PatternError) {
    let syntax = GoSyntax(text)
    do { handle = try Self.compiled(syntax.adapted, hasGroups: hasGroups) } catch {
      throw syntax.original(of: error)
    }
  }

  deinit { cre2_free(handle) }

  func matches(_ text: borrowing Span<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { cre2_matches(handle, $0.baseAddress, $0.count) }
  }

  func firstGroup(in text: borrowing Span<UInt8>) -> Range<Int>? {
    var (start, end) = (0, 0)
    let isFound = text.withUnsafeBufferPointer {
      cre2_first_group(handle, $0.baseAddress, $0.count, &start, &end)
    }
    return isFound ? start..<end : nil
  }

  var groupCount: Int { Int(cre2_group_count(handle)) }

  /// A text with another in place of every match; nil if there is none.
  ///
  /// - Throws: that there is no memory for it.
  func replacing(
    in text: borrowing Span<UInt8>, with replacement: [UInt8]
  ) throws(PatternError) -> [UInt8]? {
    var result: UnsafeMutablePointer<UInt8>?
    var length = 0
    let count = text.withUnsafeBufferPointer {
      cre2_replace(
        handle, $0.baseAddress, $0.count, replacement, replacement.count, &result, &length)
    }
    defer { cre2_free_text(result) }
    guard count >= 0 else { throw PatternError(.tooLarge, fragment: "", in: "") }
    return count == 0 ? nil : Array(UnsafeBufferPointer(start: result, count: length))
  }

  private static func compiled(
    _ text: String, hasGroups: Bool
  ) throws(PatternError) -> OpaquePointer {
    let bytes = Array(text.utf8)
    guard let handle = cre2_compile(bytes, bytes.count, memoryBudget, hasGroups) else {
      throw PatternError(.tooLarge, fragment: text, in: text)
    }
    let code = cre2_error_code(handle)
    if code == 0 { return handle }
    defer { cre2_free(handle) }
    throw PatternError(.init(code: code), fragment: errorFragment(of: handle), in: text)
  }

  private static func errorFragment(of handle: OpaquePointer) -> String {
    var length = 0
    let start = cre2_error_fragment(handle, &length)
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }
}

extension Pattern: Equatable {
  /// Patterns are equal if they were compiled from the same text.
  public static func == (left: Pattern, right: Pattern) -> Bool { left.text == right.text }
}

extension Pattern {
  /// A text as a pattern that matches nothing but the text: `(*conn).write` gives `\(\*conn\)\.write`.
  package static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) {
        result.unicodeScalars.append("\\")
      }
      result.unicodeScalars.append(scalar)
    }
  }
}
