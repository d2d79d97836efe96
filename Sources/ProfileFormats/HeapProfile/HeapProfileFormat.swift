import JSONText
import ProfileModel

extension InputFormat {
  /// What `node --heap-prof` and DevTools save: a tree of what is in use.
  package static let heapprofile = InputFormat(
    name: "heapprofile", summary: "node --heap-prof, allocation sampling in DevTools",
    endings: [".heapprofile"], traits: [], isText: false,
    recognise: { window in
      window.outline?.has("selfSize", in: "head") == true
        ? .certain("it has a tree of sizes") : .no
    },
    read: { source, settings in [.only(try HeapProfileReader.read(source, settings))] })
}

/// Reads a heap profile of V8, a tree whose nodes have bytes in use.
///
/// Its `samples` say the same bytes again, and are not read.
enum HeapProfileReader {
  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var builder = ProfileBuilder()
    var nodes = V8Nodes()
    try JSONTokenizer.readObject(of: source) { key, json in
      guard key == "head" else { return }
      nodes = V8Nodes()
      try nodes.readTree(&json, &builder, settings.limits, firstLine: 0)
    }
    guard nodes.count > 0 else { throw ContentError(.missing("'head'")) }
    nodes.connect()
    return try profile(of: &nodes, &builder, settings.limits)
  }

  private static func profile(
    of nodes: inout V8Nodes, _ builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> ReadProfile {
    var (columns, notes) = (SampleColumns(), ReadNotes())
    let column = columns.column("inuse_space", "bytes")
    for node in 0..<nodes.count where nodes.weights[node] > 0 {
      let stack = try nodes.stack(of: node, in: &builder, limits)
      columns.add(nodes.weights[node], column: column, stack: stack)
      try limits.check(memory: builder.memory + nodes.memory + columns.memory)
    }
    notes.recordsRead = columns.added
    notes.recordsSeen = columns.added
    _ = columns.move(into: &builder)
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
