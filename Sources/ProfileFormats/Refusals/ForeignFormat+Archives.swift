import ProfileModel

extension ForeignFormat {
  /// Archives, and what single files are compressed with.
  static let archives = [
    archive("a zip archive", "unzip FILE", countFiles: { ZipArchive.countFiles(&$0) }) {
      $0.begins([0x50, 0x4B, 3, 4]) || $0.begins([0x50, 0x4B, 5, 6])
        || $0.begins([0x50, 0x4B, 7, 8])
    },
    archive("a tar archive", "tar xf FILE", countFiles: { TarArchive.countFiles(&$0) }) {
      TarArchive.isHeader($0.bytes.prefix(TarArchive.blockSize))
    },
    archive("a 7z archive", "7z x FILE") { $0.begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) },
    archive("a RAR archive", "unrar x FILE") { $0.begins("Rar!\u{1A}\u{07}") },
    archive("an ar archive", "ar x FILE") { $0.begins("!<arch>\n") },
    archive("a cpio archive", "cpio -i < FILE") { $0.begins("070701") || $0.begins("070702") },
    archive("compressed with xz", "unxz FILE") { $0.begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) },
    archive("compressed with bzip2", "bunzip2 FILE") {
      $0.begins("BZh") && !$0.isText
    },
    archive("gzip in base64", "base64 -d FILE > FILE.gz") { isBase64($0) },
    archive("compressed with lz4", "unlz4 FILE") { $0.begins([4, 0x22, 0x4D, 0x18]) },
  ]

  /// The magic bytes of gzip, in a text that people copy out of containers and logs.
  private static func isBase64(_ sample: ForeignSample) -> Bool {
    sample.begins("H4sI")
      && sample.lines[0].allSatisfy {
        0x2F...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || "+=".utf8.contains($0)
      }
  }

  private static func archive(
    _ name: String, _ command: String,
    countFiles: (@Sendable (inout ByteSource) -> Int?)? = nil,
    fits: @escaping @Sendable (ForeignSample) -> Bool
  ) -> ForeignFormat {
    ForeignFormat(
      .archive, name, .note("unpack it first: \(command)"), countFiles: countFiles, fits: fits)
  }

  /// Images of profiles, and other files that are often beside them.
  static let pictures = [
    picture("PNG") { $0.begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) },
    picture("JPEG") { $0.begins([0xFF, 0xD8, 0xFF]) },
    picture("GIF") { $0.begins("GIF87a") || $0.begins("GIF89a") },
    picture("WebP") { $0.begins("RIFF") && $0.begins("WEBP", at: 8) },
    picture("SVG") { isXML($0, with: ["<svg"]) && !WebPage.isPage($0.text) },
    ForeignFormat(.document, "a PDF document", notReadBack, begins: "%PDF-"),
    ForeignFormat(
      .picture, "a graph for Graphviz", notReadBack
    ) { $0.begins("digraph ") && $0.bytes.prefix(4096).contains(UInt8(ascii: "{")) },
    ForeignFormat(.picture, "a page that shows a profile", notReadBack) {
      WebPage.isPage($0.text)
        && $0.text.prefix(1024).firstRange(of: "content=\"pproftool\"") != nil
    },
    ForeignFormat(.picture, "a flame graph as a web page", notReadBack) {
      WebPage.isPage($0.text) && isFlameGraph(WebPage.words(of: $0.text) ?? [])
    },
    ForeignFormat(
      .database, "an SQLite database", .note("profiles cannot be read from it"),
      begins: "SQLite format 3\0"),
  ]

  /// For what shows a profile.
  private static let notReadBack = Advice.note("a profile cannot be read back from it")

  private static func isFlameGraph(_ title: [UInt8]) -> Bool {
    let title = title.prefix(100).lowercased[...]
    return title.firstRange(of: "flame graph") != nil || title.firstRange(of: "flamegraph") != nil
  }

  private static func picture(
    _ name: String, fits: @escaping @Sendable (ForeignSample) -> Bool
  ) -> ForeignFormat {
    ForeignFormat(.picture, "a picture (\(name))", notReadBack, fits: fits)
  }
}
