package import ProfileModel

/// Why a text of the Go runtime, or a legacy profile, cannot be read.
package struct TextError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// The content begins like no format that is known.
    case unknownFormat
    /// One stack has more frames, or one sample more lines, than is allowed.
    case tooDeep(limit: Int)
    /// The distinct names, frames, labels and samples take more memory than is allowed.
    case tablesTooLarge(limit: Int)
    /// One file holds several profiles, which begin at these lines.
    case several(lines: [Int])
    /// There is no profile of that number.
    case noSuchDump(Int, count: Int)
    /// A part of a binary format is damaged.
    case damaged(String)
  }
  /// The number of the line, from 1; nil when no line is to blame.
  package let line: Int?
  package let reason: Reason

  init(_ reason: Reason, line: Int? = nil) {
    self.line = line
    self.reason = reason
  }

  package var description: String {
    (line.map { "line \($0): " } ?? "") + sentence
  }

  private var sentence: String {
    switch reason {
    case .unknownFormat: "the content is no profile of a known format"
    case .tooDeep(let limit): "a stack has more than \(limit) frames or labels"
    case .tablesTooLarge(let limit): ReadLimits.tablesTooLarge(limit)
    case .several(let lines):
      "\(lines.count) profiles in one file, at lines \(Self.list(lines))"
    case .noSuchDump(let number, let count):
      "there is no profile number \(number); the file has \(count), the last is -1"
    case .damaged(let what): what
    }
  }

  /// The first few of many lines.
  private static func list(_ lines: [Int]) -> String {
    let shown = lines.prefix(10).map(String.init).joined(separator: ", ")
    return lines.count > 10 ? shown + ", …" : shown
  }

  /// The beginning of a line for a message, without control characters.
  static func excerpt(_ line: ArraySlice<UInt8>) -> String {
    let text = String(
      decoding: line.prefix(60).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    return line.count > 60 ? text + "…" : text
  }
}

extension TextError: RemediedError {
  package var remedy: Remedy? {
    switch reason {
    case .tablesTooLarge(let limit): ReadLimits.remedy(tables: limit)
    case .several: .chooseProfile
    default: nil
    }
  }
}
