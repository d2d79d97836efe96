extension InputFormat {
  /// The thread dumps of Java: `jstack`, `jcmd PID Thread.print`, a signal.
  package static let jstack = InputFormat(
    name: "jstack", summary: "Java thread dumps: jstack, jcmd Thread.print, kill -3",
    endings: [], traits: [.tellsStates], isText: true,
    recognise: { window in
      window.lines.contains { $0.starts(with: "Full thread dump ") }
        ? .certain("it has the head of a thread dump of Java") : .no
    },
    read: { source, settings in try JstackReader.readAll(source, settings) })
}
