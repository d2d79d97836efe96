import ProfileAnalysis
import ProfileModel

extension OutputFormat {
  /// The Firefox Profiler's processed profile: a thread for each sample type.
  package static let firefox = OutputFormat(
    name: "firefox", summary: "the Firefox Profiler, one thread per sample type",
    endings: [".fxprofile.json"], isText: true, isForBrowsers: true,
    keeps: [.sampleTypes, .files, .lines, .columns, .startLines, .inlining, .time],
    values: .notZero, options: [.groups],
    writer: { profile, settings, sink in
      _ = try SampleTypeChoice(of: profile)
      FirefoxWriter.write(
        profile, product: product(of: profile), groupedBy: settings.groupKey, to: &sink)
      return LeftOutStacks()
    })

  /// What was measured: the main binary.
  private static func product(of profile: Profile) -> String {
    guard let main = profile.mappings.first, main.filename != .empty else { return "pproftool" }
    return String(
      decoding: FilePath.base(profile.strings.bytes(of: main.filename)[...]), as: UTF8.self)
  }
}
