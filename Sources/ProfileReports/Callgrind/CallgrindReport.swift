package import ProfileAnalysis
package import ProfileModel

/// A call graph for KCachegrind, byte for byte that of `go tool pprof -callgrind`.
///
/// It differs where the format could not be read back: a name ends with its line and begins at its first non-blank
/// character, an event ends at a blank, and a line number with a sign is relative.
package struct CallgrindReport: Sendable {
  private let drawing: CallDrawing
  private let values: ValueText
  private let event: String
  private var binaries = NameNumbers()
  private var files = NameNumbers()
  private var names = NameNumbers()

  /// - `drawing`: a listing by addresses.
  package init(_ drawing: CallDrawing, of view: ProfileView) {
    self.drawing = drawing
    let unit =
      drawing.boxes.isEmpty
      ? view.unit : view.settledUnit(smallest: drawing.smallest, isInteger: true)
    values = ValueText(view.valueUnit, in: unit)
    event = CallgrindText.event("\(view.typeName)(\(unit))")
  }

  /// Writes all nodes with their calls; the sink is not finished.
  package consuming func write(to sink: inout ByteSink) {
    sink.write("positions: instr line\nevents: \(event)\n")
    let calledNames = CalledNames(drawing)
    var previous: NodeInfo?
    for (index, box) in drawing.boxes.enumerated() {
      let info = drawing.info(of: box)
      if !info.isInSameFunction(as: previous) { writeFunction(info, to: &sink) }
      let address = Self.address(info.address, after: previous)
      sink.write("\(address) \(max(0, info.line)) \(integer(box.flat))\n")
      for arrow in drawing.outgoing(of: index) {
        let callee = drawing.infos[Int(arrow.targetRow)]
        write("cfl=", files.number(drawing.texts.bytes(of: callee.file)), to: &sink)
        let name =
          arrow.target.map { calledNames.name(of: drawing.boxes[$0], in: drawing) } ?? []
        write("cfn=", names.number(name[...]), to: &sink)
        let address = Self.address(callee.address, after: previous)
        sink.write("calls=0 \(address) \(max(0, callee.line))\n")
        sink.write("* * \(integer(arrow.weight))\n")
      }
      previous = info
      if sink.hasFailed { return }
    }
  }

  private mutating func writeFunction(_ info: NodeInfo, to sink: inout ByteSink) {
    sink.write("\n")
    write("ob=", binaries.number(drawing.texts.bytes(of: info.binary)), to: &sink)
    write("fl=", files.number(drawing.texts.bytes(of: info.file)), to: &sink)
    write("fn=", names.number(drawing.texts.bytes(of: info.name)), to: &sink)
  }

  private func write(_ key: String, _ name: [UInt8], to sink: inout ByteSink) {
    sink.write(key)
    sink.write(bytes: name[...])
    sink.write("\n")
  }

  /// The format holds integers only.
  private func integer(_ value: Int64) -> Int64 {
    Int64(clamping: values.converted(value).value.rounded(.towardZero))
  }

  /// An address, as its distance from the one before if that is shorter.
  private static func address(_ address: UInt64, after previous: NodeInfo?) -> String {
    let absolute = address.hexadecimalAddress
    guard let previous else { return absolute }
    if previous.address == address { return "*" }
    let distance = Int64(bitPattern: address &- previous.address)
    let relative = distance < 0 ? "\(distance)" : "+\(distance)"
    return relative.utf8.count < absolute.utf8.count ? relative : absolute
  }
}

/// The names of boxes in calls: with a number where one name stands for several functions.
private struct CalledNames {
  private struct Name: Hashable {
    let file, name: StringID

    init(_ info: NodeInfo) { (file, name) = (info.file, info.name) }
  }

  /// How many functions have a name, and which of them each is.
  private var counts: [Name: Int] = [:]
  private var indices: [CallDrawing.Function: Int] = [:]

  init(_ drawing: CallDrawing) {
    for box in drawing.boxes {
      let function = drawing.function(of: box)
      guard indices[function] == nil else { continue }
      let name = Name(drawing.info(of: box))
      counts[name, default: 0] += 1
      indices[function] = counts[name]
    }
  }

  func name(of box: CallDrawing.Box, in drawing: CallDrawing) -> [UInt8] {
    let info = drawing.info(of: box)
    let name = Array(drawing.texts.bytes(of: info.name))
    guard let count = counts[Name(info)], count > 1,
      let index = indices[drawing.function(of: box)]
    else { return name }
    return name + Array(" [\(index)/\(count)]".utf8)
  }
}

/// Names that have been written once and go by their number after that.
private struct NameNumbers {
  /// The number of a name is its row: the empty one, which needs none, is the first.
  private var names = StringInterner()

  /// `(1) main.main` at first sight, `(1)` later; nothing for the empty name.
  mutating func number(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard !name.isEmpty else { return [] }
    let name = CallgrindText.name(name)
    let next = names.table.count
    let number = Array("(\(names.intern(name[...]).index))".utf8)
    return names.table.count == next ? number : number + [CallgrindText.blank] + name
  }
}

extension NodeInfo {
  /// Whether another node's lines can be listed under the same heading.
  fileprivate func isInSameFunction(as other: NodeInfo?) -> Bool {
    guard let other else { return false }
    return binary == other.binary && file == other.file && name == other.name
  }
}

/// Texts as lines of a callgrind file hold them, which knows no escapes.
enum CallgrindText {
  static let blank = UInt8(ascii: " ")

  /// A name behind its number, on one line and without control characters: readers skip blanks at its
  /// beginning, so the first becomes `_`.
  static func name(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var shown = SafeText.shownBytes(name)
    if shown.first == blank { shown[0] = UInt8(ascii: "_") }
    return shown
  }

  /// The name of what is counted, as one word.
  static func event(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        SafeText.shown(name.utf8).unicodeScalars.map { $0.properties.isWhitespace ? "_" : $0 }))
  }
}
