extension InputFormat {
  /// What profiler.firefox.com reads: processed by it or by samply, or as Firefox itself gives it (Gecko).
  package static let firefox = InputFormat(
    name: "firefox", summary: "Firefox Profiler, samply: processed and Gecko profiles",
    endings: [".fxprofile.json"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.has("preprocessedProfileVersion", in: "meta") {
        return .certain("it has the version of a processed profile")
      }
      return outline.has("interval", in: "meta") && outline.has("processType", in: "meta")
        ? .certain("it has the header of a Gecko profile") : .no
    },
    read: { source, settings in [.only(try FirefoxReader.read(source, settings))] })
}
