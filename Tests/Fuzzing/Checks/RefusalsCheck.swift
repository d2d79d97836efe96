import ProfileModel

@testable import ProfileFormats

extension FuzzCheck {
  /// The message about content that is not a profile: one short line without terminal control characters.
  static let refusals = FuzzCheck(
    name: "refusals",
    fixtures: [".zip", ".tar", ".tar.gz", ".cpuprofile", ".html", ".json", ".pstats", ".svg"]
  ) { bytes in
    for isWhole in [true, false] {
      try isOneLine(ForeignContent(unread: SourceWindow(bytes, isWhole: isWhole)))
    }
    for size in [7, bytes.count] {
      var source = source(of: bytes, inBlocksOf: size)
      let content = ForeignContent.certain(SourceWindow(bytes, isWhole: true), &source)
      if let content { try isOneLine(content) }
    }
    do {
      _ = try ProfileReader.readAll(ByteSource(bytes), limits: fuzzLimits)
    } catch let content as ForeignContent {
      try isOneLine(content)
    } catch {}
  }

  private static func isOneLine(_ content: ForeignContent) throws(FuzzFailure) {
    let scalars = content.description.unicodeScalars
    try require(!scalars.isEmpty && scalars.count <= 500, "\(scalars.count) characters")
    try require(
      !scalars.contains { [.control, .format].contains($0.properties.generalCategory) },
      "a character acts on the terminal: \(content)")
  }
}
