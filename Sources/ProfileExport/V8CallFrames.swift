import JSONText
import ProfileModel

/// The call frames of V8's formats: lines count from 0, and are those where functions begin.
struct V8CallFrames {
  private let frames: ExportFrames
  private let profile: Profile
  private let root: JSONValue
  /// The first frames as they are written: many nodes share one, and making it takes longer than writing it.
  private var written: [JSONValue] = []
  /// How many bytes of them are kept, for names may be long.
  private static let keptBytes = 32 << 20

  init(_ frames: ExportFrames, _ profile: Profile) {
    (self.frames, self.profile) = (frames, profile)
    root = Self.json(name: "(root)", url: "", line: -1)
    var size = 0
    for row in frames.frames.indices where size < Self.keptBytes {
      let line = json(UInt32(row)).line
      size += line.count
      written.append(.written(line))
    }
  }

  /// The call frame of a node of a tree.
  func json(ofNode node: Int, in tree: ExportTree) -> JSONValue {
    guard node > 0 else { return root }
    let row = tree.frames[node]
    return row < written.count ? written[Int(row)] : json(row)
  }

  private func json(_ row: UInt32) -> JSONValue {
    let frame = frames.frames[Int(row)]
    let line = frame.startLine > 0 ? frame.startLine : frame.line
    return Self.json(
      name: frames.name(row, profile.strings), url: profile.strings[frame.file],
      line: line > 0 ? line - 1 : -1)
  }

  private static func json(name: String, url: String, line: Int64) -> JSONValue {
    [
      "functionName": .text(name), "scriptId": "0", "url": .text(url),
      "lineNumber": .integer(line), "columnNumber": -1,
    ]
  }
}
