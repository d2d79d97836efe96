/// The first line of a thread: `"main" #1 prio=5 os_prio=0 tid=0x00007fb7 nid=0x3c2c runnable`.
struct JstackHeader {
  let name: ArraySlice<UInt8>
  /// The thread's id in the system.
  var tid: Int64?

  init?(_ line: ArraySlice<UInt8>) {
    guard line.first == UInt8(ascii: "\""),
      let quote = line.dropFirst().lastIndex(of: UInt8(ascii: "\"")), quote + 1 < line.endIndex
    else { return nil }
    name = line[(line.startIndex + 1)..<quote]
    guard let mark = line[quote...].firstRange(of: " nid=") else { return }
    var cursor = TextCursor(line[mark.upperBound...])
    let number = cursor.rest.starts(with: "0x") ? cursor.hexadecimal() : cursor.decimal()
    tid = number.flatMap { Int64(exactly: $0) }
  }
}

/// A frame: `at java.lang.Object.wait(java.base@17.0.15/Object.java:338)`.
struct JstackFrame {
  let name: [UInt8]
  var file: ArraySlice<UInt8> = []
  var line: Int64 = 0
  var module: ArraySlice<UInt8> = []

  init?(_ text: ArraySlice<UInt8>) {
    guard text.starts(with: "at "), text.last == UInt8(ascii: ")"),
      let open = text.lastIndex(of: UInt8(ascii: "("))
    else { return nil }
    name = JavaFrameName.withoutNumbers(text[..<open].dropFirst(3).trimmed)
    guard !name.isEmpty else { return nil }
    var source = text[(open + 1)...].dropLast()
    if let slash = source.lastIndex(of: UInt8(ascii: "/")) {
      // A class loader may stand before the module, each with its slash.
      module = source[..<slash].split(separator: UInt8(ascii: "/")).last ?? []
      source = source[(slash + 1)...]
    }
    guard !source.elementsEqual("Native Method".utf8), !source.elementsEqual("Unknown Source".utf8)
    else { return }
    file = source
    guard let colon = source.lastIndex(of: UInt8(ascii: ":")) else { return }
    var cursor = TextCursor(source[(colon + 1)...])
    guard let number = cursor.decimal(), cursor.isAtEnd else { return }
    (file, line) = (source[..<colon], Int64(clamping: number))
  }
}
