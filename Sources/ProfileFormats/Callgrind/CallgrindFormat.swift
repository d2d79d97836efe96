extension InputFormat {
  /// What callgrind of Valgrind writes.
  package static let callgrind = InputFormat(
    name: "callgrind", summary: "Valgrind's callgrind: function costs without stacks",
    endings: [], traits: [], isText: true,
    recognise: { window in
      let lines = window.lines.prefix(64).map(\.trimmed)
      if lines.contains(where: { $0.starts(with: "# callgrind format") }) {
        return .certain("it has the line '# callgrind format'")
      }
      let hasEvents = lines.contains { $0.starts(with: "events:") }
      let hasOthers = lines.contains { line in
        line.starts(with: "fn=") || line.starts(with: "positions:") || line.starts(with: "version:")
      }
      return hasEvents && hasOthers ? .certain("it has callgrind's events and functions") : .no
    },
    read: { source, settings in [.only(try CallgrindReader.read(source, settings))] })
}
