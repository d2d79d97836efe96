extension InputFormat {
  /// What `node --cpu-prof` and DevTools save, today's and that of old versions.
  package static let cpuprofile = InputFormat(
    name: "cpuprofile", summary: "node --cpu-prof, Chrome DevTools, Hermes",
    endings: [".cpuprofile"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.has("callFrame", in: "nodes") { return .certain("it has nodes with call frames") }
      return outline.has("hitCount", in: "head") ? .certain("it has a tree of hits") : .no
    },
    read: { source, settings in [.only(try CPUProfileReader.read(source, settings))] })
}
