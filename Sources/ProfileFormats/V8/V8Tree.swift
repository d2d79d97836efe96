import JSONText
import ProfileModel

extension V8Nodes {
  /// Reads a tree of nodes nested in `children`; it may be thousands deep.
  mutating func readTree(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder, _ limits: ReadLimits,
    firstLine: Int64
  ) throws {
    try json.beginObject()
    var path = [append()]
    while let node = path.last {
      if try !json.nextKey() {
        path.removeLast()
        // What comes is the next child of the one above, or more of the object of that.
        guard let parent = path.last, try json.nextElement() else { continue }
        try path.append(beginChild(of: parent, &json))
      } else if json.key == "children", try json.kind() == .array {
        try json.beginArray()
        if try json.nextElement() { try path.append(beginChild(of: node, &json)) }
      } else {
        try parse(json.key, of: node, &json, &builder, firstLine: firstLine)
      }
      try limits.check(memory: builder.memory + memory)
    }
  }

  private mutating func beginChild(of parent: Int, _ json: inout JSONTokenizer) throws -> Int {
    try json.beginObject()
    return append(parent: parent)
  }
}
