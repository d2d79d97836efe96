import CAssets

/// A script or a style sheet, as it goes into a document.
package struct Asset: Sendable {
  /// The text as it is.
  package let text: [UInt8]

  private init(_ text: [UInt8]) { self.text = text }

  /// A file as it is, less what only developers need.
  private init(_ file: cassets_file) { self.init(AssetReader.text(of: file)) }

  /// A text for people, all of it.
  private init(page: cassets_file) {
    self.init(Array(UnsafeBufferPointer(start: page.bytes, count: page.count)))
  }

  /// Modules, which stand in one file one after the other, as one script that names nothing outside of itself.
  private init(modules: cassets_file) {
    let start = Array("(function () {\n\"use strict\";\n".utf8)
    self.init(start + AssetReader.text(of: modules) + "})();\n".utf8)
  }

  /// The text with words in the place of others, as `var(--ink)` becomes a colour.
  ///
  /// - `words`: no placeholder is the beginning of another.
  package func filled(_ words: [(placeholder: String, word: String)]) -> [UInt8] {
    let words = words.map { (placeholder: Array($0.placeholder.utf8), word: Array($0.word.utf8)) }
    var isBeginning = [Bool](repeating: false, count: 256)
    for byte in words.compactMap(\.placeholder.first) { isBeginning[Int(byte)] = true }
    var filled: [UInt8] = []
    filled.reserveCapacity(text.count)
    // Where what has not been copied yet begins.
    var start = 0
    var index = 0
    while index < text.count {
      if isBeginning[Int(text[index])],
        let found = words.first(where: { text[index...].starts(with: $0.placeholder) })
      {
        filled += text[start..<index] + found.word
        index += found.placeholder.count
        start = index
      } else {
        index += 1
      }
    }
    filled += text[start...]
    return filled
  }
}

/// What stands in a page that holds a whole profile, the same in every one.
extension Asset {
  /// Shows the profile; a page holds it deflated.
  package static let viewerScript = Asset(modules: cassets_viewer_script())
  /// Inflates that script and runs it.
  package static let viewerLoader = Asset(cassets_viewer_loader())
  package static let viewerStyle = Asset(cassets_viewer_style())
}

extension Asset {
  /// What the pages of a server look like that are not a profile's.
  package static let serverStyle = Asset(cassets_server_style())
}

/// What stands in the picture of a flame graph, the same in every one.
extension Asset {
  /// Makes a page of the picture.
  package static let flameGraphScript = Asset(modules: cassets_flame_graph_script())
  /// Takes frames out of the document that the page does not need; on one line.
  package static let flameGraphDropFrames = Asset(
    Array(AssetReader.text(of: cassets_flame_graph_drop_frames()).dropLast()))
  package static let flameGraphPictureStyle = Asset(cassets_flame_graph_picture_style())
  package static let flameGraphPageStyle = Asset(cassets_flame_graph_page_style())
  package static let flameGraphPrintStyle = Asset(cassets_flame_graph_print_style())
  /// Colours that are the names of variables.
  package static let flameGraphColors = Asset(cassets_flame_graph_colors())
}

/// What stands in the page of an incident, the same in every one.
extension Asset {
  package static let reportStyle = Asset(cassets_report_style())
}

/// Pages of help.
extension Asset {
  package static let helpOnRules = Asset(page: cassets_help_rules())
  package static let helpOnFormats = Asset(page: cassets_help_formats())
  package static let helpOnFilters = Asset(page: cassets_help_filters())
  package static let helpOnPprof = Asset(page: cassets_help_pprof())
}
