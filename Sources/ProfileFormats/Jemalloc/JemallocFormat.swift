extension InputFormat {
  /// What jemalloc's `prof.dump` writes.
  package static let jemalloc = InputFormat(
    name: "jemalloc", summary: "jemalloc's prof.dump: heap_v2", endings: [".heap"], traits: [],
    isText: true,
    recognise: { window in
      guard let first = window.lines.first else { return .no }
      return JemallocReader.rate(first.trimmed) == nil ? .no : .certain("it begins with heap_v2/")
    },
    read: { source, settings in [.only(try JemallocReader.read(source, settings))] })
}
