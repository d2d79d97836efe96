import ProfileModel

/// A format that is no profile: its name, how to recognize it, and what to do with it.
///
/// To add one, write its value into the list of its like.
struct ForeignFormat: Sendable {
  /// What to do, as it stands behind what it is.
  enum Advice: Sendable {
    /// A command that makes something readable of it, or shows it.
    case command(String)
    /// Anything else.
    case note(String)
    /// Advice for saved files, which does not apply to an answer just fetched.
    case saving(String)

    var text: String {
      switch self {
      case .command(let command): ": \(command)"
      case .note(let note), .saving(let note): "; \(note)"
      }
    }

    /// The advice for an answer of a server.
    var ofAnswer: String {
      if case .note = self { text } else { "" }
    }
  }

  let kind: ContentKind
  /// What it is, with an article: `a zip archive`.
  let name: String
  let advice: Advice
  /// What it says, in quotation marks.
  var quote: (@Sendable (ForeignSample) -> String?)?
  /// The number of files in it, which reads the whole source; nil if unknown.
  var countFiles: (@Sendable (inout ByteSource) -> Int?)?
  /// Whether content begins like it.
  let fits: @Sendable (ForeignSample) -> Bool

  init(
    _ kind: ContentKind, _ name: String, _ advice: Advice,
    quote: (@Sendable (ForeignSample) -> String?)? = nil,
    countFiles: (@Sendable (inout ByteSource) -> Int?)? = nil,
    fits: @escaping @Sendable (ForeignSample) -> Bool
  ) {
    (self.kind, self.name, self.advice) = (kind, name, advice)
    (self.quote, self.countFiles, self.fits) = (quote, countFiles, fits)
  }

  /// Something that begins with certain bytes.
  init(_ kind: ContentKind, _ name: String, _ advice: Advice, begins start: [UInt8]) {
    self.init(kind, name, advice) { $0.begins(start) }
  }

  /// Something that begins with a text.
  init(_ kind: ContentKind, _ name: String, _ advice: Advice, begins start: StaticString) {
    self.init(kind, name, advice) { $0.begins(start) }
  }
}

extension ForeignFormat {
  /// All that are surely no profile, the first that fits wins.
  static let all =
    programs + recordings + otherTexts + otherJSON + archives + pictures + serverPages + [webPage]

  /// Those that a dump may follow, so that only a text that was read to its end is one.
  static let texts = [goTest, report]

  /// The first in a list that content begins like.
  static func first(of formats: [ForeignFormat], in sample: ForeignSample) -> ForeignFormat? {
    formats.first { $0.fits(sample) }
  }
}

extension ForeignContent {
  init(_ format: ForeignFormat, _ sample: ForeignSample, files: Int? = nil) {
    let count = files.map { " of \($0.counted("file"))" } ?? ""
    let quote = format.quote?(sample)
    let name = format.name + count
    self.init(
      format.kind, "is \(name)\(quote.map { ": \($0)" } ?? "")\(format.advice.text)",
      ofAnswer: "\(name)\(quote.map { " (\($0))" } ?? "")\(format.advice.ofAnswer)")
  }
}
