import Foundation
import TestSupport
import Testing

@testable import ProfileAssets

@Suite struct AssetTests {
  static let texts: [(file: String, text: String)] = [
    ("", ""), ("a();\n", "a();\n"), ("a();\n\n  b();\n", "a();\nb();\n"),
    ("/** What it is. */\na();\n", "a();\n"), ("/**\n * What.\n\n * It is.\n */\na();\n", "a();\n"),
    ("a {\n  /* Why. */\n  b: c\n}\n", "a {\nb: c\n}\n"),
    ("import { a } from \"./a.js\";\n\nb();\n", "b();\n"),
    ("import {\n  a,\n} from \"./a.js\";\nimport \"./c.js\";\n\n\nb();\n", "b();\n"),
    ("export const a = 1;\nconst b = \"export \";\n", "const a = 1;\nconst b = \"export \";\n"),
    ("  // Why.\na(\"/* no comment */\"); // so\n", "a(\"/* no comment */\"); // so\n"),
  ]
  @Test(arguments: texts)
  func whatOnlyDevelopersNeedIsLeftOut(_ file: String, _ text: String) {
    #expect(String(decoding: AssetReader.text(of: Array(file.utf8)), as: UTF8.self) == text)
  }

  static let folder = FixtureFiles.folder.appending(path: "../Sources/CAssets/FlameGraph")
  static var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }
  }

  /// A file that is not embedded would be missed only by users of its feature.
  @Test func everyFileIsInTheProgram() throws {
    let assets: [Asset] = [
      .flameGraphScript, .flameGraphDropFrames, .flameGraphPictureStyle, .flameGraphColors,
      .flameGraphPageStyle, .flameGraphPrintStyle,
    ]
    let texts = assets.map { String(decoding: $0.text, as: UTF8.self) }
    for name in try Self.files {
      let file = try Data(contentsOf: Self.folder.appending(path: name))
      let text = String(decoding: AssetReader.text(of: file), as: UTF8.self)
      #expect(text.count > 20 && texts.count { ($0 + "\n").contains(text) } == 1, "\(name)")
    }
  }

  /// Code after the end of a comment or import on the same line would be removed with it.
  @Test func commentsAndImportsHaveTheirLinesForThemselves() throws {
    for name in try Self.files {
      let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") {
        #expect(!line.contains("*/") || line.hasSuffix("*/"), "\(name): \(line)")
        #expect(!line.hasPrefix("import ") || line.hasSuffix(";") || line.hasSuffix("{"))
      }
    }
  }

  @Test func wordsAreFilledIn() {
    let text = String(
      decoding: Asset.flameGraphColors.filled([("var(--ink)", "#123")]), as: UTF8.self)
    #expect(text.contains(".pproftool .ui { color: #123; background: var(--page) }\n"))
  }
}
