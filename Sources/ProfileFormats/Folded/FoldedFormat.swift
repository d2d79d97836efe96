package import ProfileModel

extension InputFormat {
  /// A stack a line and its count, as Brendan Gregg's scripts write them.
  package static let folded = InputFormat(
    name: "folded", summary: "flame graph tools: one stack per line, with one or two numbers",
    endings: [".folded", ".collapsed", ".stacks"],
    traits: [.hasNamesOnly, .mayHoldTwoSides], isText: true,
    recognise: FoldedRecognition.recognise,
    read: { source, settings in
      let read = try FoldedReader.read(
        source, limits: settings.limits, joinsEqualStacks: !settings.keepsOrder)
      return [.only(read)]
    })
}

/// Reads folded stacks: a stack a line, root first, and a count.
///
///     main;serve;read 42
///     main;serve;write 7
///
/// A file in which every line has two counts, as a comparison writes them, has the sample types
/// `before` and `after`. A line that is no folded stack is left out and counted in the notes.
package enum FoldedReader {
  /// What this program writes for a stack without a frame, or with one that has no name.
  package static let noStack = Array("[no stack]".utf8)

  /// Reads stacks to the end of a source.
  ///
  /// - `joinsEqualStacks`: whether equal stacks become one sample wherever they stand, so that
  ///   memory grows with the distinct ones; if not, samples keep the order of the lines.
  /// - Throws: `FoldedError` when no line is a stack, a count does not fit or a limit is passed;
  ///   what the source throws.
  package static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits(),
    joinsEqualStacks: Bool = true
  ) throws -> ReadProfile {
    var lines = LineSplitter(source, longestLine: limits.spelledStackBytes)
    var stacks = FoldedStacks(limits: limits, joinsEqualStacks: joinsEqualStacks)
    while let line = try lines.next() { try stacks.add(line) }
    return try stacks.finish()
  }
}

/// The first line of folded stacks with two columns whose values have a unit: `# before/bytes after/bytes`.
///
/// To other tools it is a comment. Plain counts have none.
package enum FoldedUnitLine {
  /// The line of a unit, with its end; nil for counts, and for a unit that would not be read back.
  package static func text(unit: String) -> String? {
    let line = "# before/\(unit) after/\(unit)"
    return unit == "count" || self.unit(of: Array(line.utf8)[...]) != unit ? nil : "\(line)\n"
  }

  /// The unit that a line tells; nil for any other line.
  static func unit(of line: ArraySlice<UInt8>) -> String? {
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, words[0].elementsEqual("#".utf8) else { return nil }
    let (before, after) = ("before/".utf8, "after/".utf8)
    guard words[1].starts(with: before), words[2].starts(with: after) else { return nil }
    let units = [words[1].dropFirst(before.count), words[2].dropFirst(after.count)]
    guard units[0].elementsEqual(units[1]), !units[0].isEmpty, units[0].count <= 64,
      units[0].allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return String(decoding: units[0], as: UTF8.self)
  }
}

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
