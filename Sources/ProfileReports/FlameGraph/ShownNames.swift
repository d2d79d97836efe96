import ProfileAnalysis
import ProfileModel

/// A name as pictures show it.
struct ShownName {
  /// The name, fit for XML but not escaped.
  let text: String
  /// The name escaped.
  let escaped: [UInt8]
  /// Ever shorter forms, the whole name first, with their widths in hundredths of the size of letters.
  let forms: [(text: [UInt8], width: Int)]
  /// Where the forms begin and end in the name, in UTF-16 as scripts count.
  let cuts: [Range<Int>]
  /// What groups the name with others.
  let group: String
  let origin: FrameName.Origin

  init(_ bytes: ArraySlice<UInt8>) {
    text = SafeText.shown(bytes)
    escaped = XMLText.escaped(text)
    let parts = FrameName(Array(text.utf8))
    forms = parts.forms.map { form in
      (Array(parts.text[form]), FlameGraphLabel.width(of: parts.text[form]))
    }
    cuts = parts.forms.dropFirst().map { form in
      Self.utf16Count(
        parts.text[..<form.lowerBound])..<Self.utf16Count(parts.text[..<form.upperBound])
    }
    group = String(decoding: parts.text[parts.group], as: UTF8.self)
    origin = parts.origin
  }

  /// How many UTF-16 units a beginning of a text has: one a character, two for those of four bytes.
  private static func utf16Count(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { count, byte in
      byte & 0xC0 == 0x80 ? count : byte >= 0xF0 ? count + 2 : count + 1
    }
  }
}

/// The names of a tree, each taken apart once.
struct ShownNames {
  /// In the order in which they first stand in the tree.
  private(set) var list: [ShownName] = []
  /// For each node of the tree which of them it has.
  private(set) var places: [Int] = []

  init(_ tree: CallTree, _ names: LocationNames) {
    let texts = names.texts
    var known = [Int](repeating: -1, count: texts.count)
    places.reserveCapacity(tree.count)
    for (node, name) in tree.names.enumerated() {
      // The root shares the empty name's place with frames that have none.
      if node == 0 {
        list.append(ShownName(ArraySlice("all".utf8)))
        places.append(0)
        continue
      }
      if known[Int(name)] < 0 {
        known[Int(name)] = list.count
        list.append(ShownName(texts.bytes(of: StringID(name))))
      }
      places.append(known[Int(name)])
    }
  }

  /// The name of a node.
  subscript(node: Int) -> ShownName { list[places[node]] }
}
