extension InputFormat {
  /// What `convert --to json` writes.
  package static let json = InputFormat(
    name: "json", summary: "convert --to json", endings: [".json"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      return outline.has("default_sample_type") && outline.has("drop_frames")
        ? .certain("it has the head of a profile as JSON") : .no
    },
    read: { source, settings in
      [.only(try OwnJSONReader.read(source, settings, isLines: false))]
    })

  /// What `convert --to ndjson` writes: a sample a line.
  package static let ndjson = InputFormat(
    name: "ndjson", summary: "convert --to ndjson: one sample per line", endings: [".ndjson"],
    traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline, outline.has("stack"), outline.has("values") else {
        return .no
      }
      return .certain("its first line is a sample")
    },
    read: { source, settings in
      [.only(try OwnJSONReader.read(source, settings, isLines: true))]
    })
}
