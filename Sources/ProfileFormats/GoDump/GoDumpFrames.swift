import ProfileModel

/// The distinct frames of dumps: a function, where in it, and whether it is inlined into the next.
///
/// Arguments, offsets and addresses differ between goroutines that do the same, and are left out.
struct GoDumpFrames {
  /// A frame as its two lines say it.
  struct Frame {
    /// The function (texts).
    let function: StringID
    /// `file:line` (texts); empty when it is not known.
    let source: StringID
    let isInlined: Bool
    /// Whether the function belongs to the runtime itself.
    let isOfRuntime: Bool
    /// Whether it is a function of the runtime that ends the program, by the name that dumps call it.
    let isPanic: Bool
    /// Whether nothing calls the function, so that a stack ends at it.
    let isRoot: Bool
  }

  private(set) var rows: [Frame] = []
  private(set) var texts = StringInterner()
  private var lastText = StringID.empty
  private var rowOfKey: [UInt64: UInt32] = [:]

  /// A frame without any facts, for lines that were not understood.
  let nameless: UInt32

  init() {
    nameless = 0
    rows.append(
      Frame(
        function: .empty, source: .empty, isInlined: false, isOfRuntime: false, isPanic: false,
        isRoot: false))
    rowOfKey[0] = nameless
  }

  /// Whether a function is one of the runtime itself.
  static func isOfRuntime(_ name: ArraySlice<UInt8>) -> Bool {
    name.starts(with: "runtime.") || name.starts(with: "internal/runtime/")
  }

  /// Whether a function is `panic`, or one that packages link to the runtime's `fatal` and `throw`.
  private static func isPanic(_ name: ArraySlice<UInt8>) -> Bool {
    name.elementsEqual("panic".utf8) || name.ends(with: "sync.fatal")
      || name.ends(with: "sync.throw")
  }

  /// Whether the runtime starts a stack with a function: `main.main`, the initializer of a package, or one of its
  /// own above them.
  private static func isRoot(_ name: ArraySlice<UInt8>) -> Bool {
    let roots = ["main.main", "runtime.main", "runtime.goexit", "runtime.mstart", "runtime.rt0_go"]
    if roots.contains(where: { name.elementsEqual($0.utf8) }) { return true }
    // `init.0` and `init.ializers` are initializers, too.
    return name.ends(with: ".init") || name.firstRange(of: ".init.") != nil
  }

  /// A frame for a sentence: the function, and the name of its file with the line.
  func shortText(of frame: Frame) -> String {
    let source = bytes(of: frame.source)
    let file = source.lastIndex(of: UInt8(ascii: "/")).map { source[($0 + 1)...] } ?? source
    let name = String(decoding: bytes(of: frame.function), as: UTF8.self)
    return file.isEmpty ? name : "\(name) \(String(decoding: file, as: UTF8.self))"
  }

  /// How much memory the frames take, about, with a dictionary that finds them.
  var memory: Int { texts.table.memory + 64 * rows.count }

  /// A text by its id.
  func bytes(of id: StringID) -> ArraySlice<UInt8> { texts.table.bytes(of: id) }

  /// The id of a text.
  mutating func text(_ bytes: ArraySlice<UInt8>) -> StringID { texts.intern(bytes.span) }

  /// The id of a text that is mostly the same as the last one: a leak has one creator.
  mutating func repeatedText(_ bytes: ArraySlice<UInt8>) -> StringID {
    lastText = texts.intern(bytes.span, likely: lastText)
    return lastText
  }

  /// The row of a frame.
  mutating func frame(function: StringID, source: StringID, isInlined: Bool) -> UInt32 {
    // Texts are fewer than 2³¹, for their table has a budget.
    let key =
      UInt64(function.index) << 33 | UInt64(source.index) << 1 | (isInlined ? 1 : 0)
    if let row = rowOfKey[key] { return row }
    let row = UInt32(rows.count)
    rowOfKey[key] = row
    let name = bytes(of: function)
    rows.append(
      Frame(
        function: function, source: source, isInlined: isInlined,
        isOfRuntime: Self.isOfRuntime(name), isPanic: Self.isPanic(name), isRoot: Self.isRoot(name))
    )
    return row
  }
}

/// How the lines of a frame are taken apart.
enum GoDumpLine {
  /// `main.(*T).work(0x1, {0x2?, ...})` before and inside the last bracket; nil when it is no call.
  @inline(__always)
  static func call(
    _ line: ArraySlice<UInt8>
  ) -> (name: ArraySlice<UInt8>, arguments: ArraySlice<UInt8>)? {
    guard line.last == UInt8(ascii: ")") else { return nil }
    var position = line.endIndex - 2
    while position > line.startIndex {
      if line[position] == UInt8(ascii: "(") {
        return (line[..<position], line[(position + 1)..<(line.endIndex - 1)])
      }
      position -= 1
    }
    return nil
  }

  /// Whether a line that is no call, where a function of Go should be, is the beginning of one: functions of other
  /// languages have neither a path nor an open bracket.
  static func isCutCall(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "/"))
      || line.count { $0 == UInt8(ascii: "(") } > line.count { $0 == UInt8(ascii: ")") }
  }

  /// `file:line` of a location's line without tab and ending such as ` +0x1d fp=0x… sp=0x… pc=0x…`;
  /// empty when only an address is known, nil when it is no location.
  @inline(__always)
  static func source(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = line.span
    var end = text.count
    while end > 0, let start = addressStart(text, before: end) {
      // Only an address, as foreign functions have.
      if start == 0 { return [] }
      guard text[start - 1] == UInt8(ascii: " ") else { break }
      end = start - 1
    }
    var index = end
    while index > 0, text[index - 1] &- 0x30 < 10 { index -= 1 }
    guard index < end, index > 0, text[index - 1] == UInt8(ascii: ":") else { return nil }
    return line.prefix(end)
  }

  /// Where `+0x1d` or `pc=0x1d` begins that ends at an index; nil when none does.
  @inline(__always)
  private static func addressStart(_ text: borrowing Span<UInt8>, before end: Int) -> Int? {
    var index = end
    while index > 0, text[index - 1].isHexadecimal { index -= 1 }
    // The digit of the mark `0x` is one, too, and ends the digits only with the `x` behind it.
    guard index < end, index >= 3, text[index - 1] == UInt8(ascii: "x"),
      text[index - 2] == UInt8(ascii: "0")
    else { return nil }
    if text[index - 3] == UInt8(ascii: "+") { return index - 3 }
    guard index >= 5, text[index - 3] == UInt8(ascii: "=") else { return nil }
    let (first, second) = (text[index - 5], text[index - 4])
    let isPointer = second == UInt8(ascii: "p") && (first == 0x66 || first == 0x73)
    return isPointer || first == UInt8(ascii: "p") && second == UInt8(ascii: "c")
      ? index - 5 : nil
  }

  /// The file and the line of `file:line`.
  static func split(_ source: ArraySlice<UInt8>) -> (file: ArraySlice<UInt8>, line: Int64) {
    guard let colon = source.lastIndex(of: UInt8(ascii: ":")),
      let number = Int64(String(decoding: source[(colon + 1)...], as: UTF8.self))
    else { return (source, 0) }
    return (source[..<colon], number)
  }
}
