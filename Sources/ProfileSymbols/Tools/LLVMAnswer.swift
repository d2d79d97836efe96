import JSONText
import ProfileModel

/// What llvm-symbolizer says of an address: an object of JSON on a line.
struct LLVMAnswer {
  private(set) var address: [UInt8] = []
  private(set) var frames: [SymbolFrame] = []
  /// Why it knows nothing of the address, or of the binary.
  private(set) var refusal: String?

  /// - `found`: gets the texts.
  /// - Returns: nil for what is no answer.
  init?(_ line: [UInt8], _ found: inout FoundFrames) {
    var json = JSONTokenizer(ByteSource(line))
    do {
      try json.readObject { key, json in
        switch key {
        case "Address":
          try json.readString()
          address = Array(json.text)
        case "Symbol":
          try json.readArray { json in frames.append(try Self.frame(&json, &found)) }
        case "Error": refusal = try Self.message(&json)
        default: try json.skipValue()
        }
      }
    } catch {
      return nil
    }
  }

  private static func message(_ json: inout JSONTokenizer) throws -> String {
    var message = ""
    try json.readObject { key, json in
      guard key == "Message" else { return try json.skipValue() }
      try json.readString()
      message = String(decoding: json.text.prefix(200), as: UTF8.self)
    }
    return message
  }

  private static func frame(
    _ json: inout JSONTokenizer, _ found: inout FoundFrames
  ) throws -> SymbolFrame {
    var frame = SymbolFrame()
    try json.readObject { key, json in
      switch key {
      case "FunctionName": frame.name = try text(&json, &found)
      case "FileName": frame.file = try text(&json, &found)
      case "Line": frame.line = try number(&json)
      case "Column": frame.column = try number(&json)
      case "StartLine": frame.startLine = try number(&json)
      default: try json.skipValue()
      }
    }
    return frame
  }

  private static func text(
    _ json: inout JSONTokenizer, _ found: inout FoundFrames
  ) throws -> StringID {
    try json.readString()
    return found.text(json.text)
  }

  private static func number(_ json: inout JSONTokenizer) throws -> Int64 {
    max(0, try json.readInteger() ?? 0)
  }
}

/// What addr2line says: the address, and then lines with a function and where in it.
enum Addr2lineAnswer {
  private static let unknown = Array("??".utf8)
  private static let discriminator = Array(" (discriminator".utf8)

  static func name(_ line: ArraySlice<UInt8>, _ found: inout FoundFrames) -> StringID {
    line == unknown[...] ? .empty : found.text(line)
  }

  /// - `name`: the line before.
  /// - `line`: `FILE:LINE`, with question marks for unknown parts.
  static func frame(
    _ name: StringID, _ line: ArraySlice<UInt8>, _ found: inout FoundFrames
  ) -> SymbolFrame {
    var text = line
    if text.last == UInt8(ascii: ")"), let blank = text.lastIndex(of: UInt8(ascii: " ")),
      let before = text[..<blank].lastIndex(of: UInt8(ascii: " ")),
      text[before...].starts(with: discriminator)
    {
      text = text[..<before]
    }
    var frame = SymbolFrame(name: name)
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")) else { return frame }
    let number = String(decoding: text[(colon + 1)...], as: UTF8.self)
    frame.line = Int64(number).map { max(0, $0) } ?? 0
    let file = text[..<colon]
    if file != unknown[...] { frame.file = found.text(file) }
    return frame
  }
}
