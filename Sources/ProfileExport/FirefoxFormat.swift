import JSONText
import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// The Firefox Profiler's processed profile: a thread for each sample type.
  package static let firefox = OutputFormat(
    name: "firefox", summary: "the Firefox Profiler, one thread per sample type",
    endings: [".fxprofile.json", ".firefox.json"], isText: true, isForBrowsers: true,
    keeps: [
      .sampleTypes, .unit, .nanoseconds, .files, .lines, .columns, .startLines, .inlining, .time,
    ],
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

/// Writes a profile for the Firefox Profiler, processed, version 66: a thread for each sample type.
package enum FirefoxWriter {
  /// Writes the file; the sink is not finished. Negative values are kept, stacks of no value left out.
  ///
  /// - `product`: what was measured.
  /// - `key`: a label whose values become separate threads; nil to write all samples together.
  package static func write(
    _ profile: Profile, product: String, groupedBy key: String? = nil, to sink: inout ByteSink
  ) {
    var tables = FirefoxExport(profile)
    sink.write("{\"meta\":")
    sink.write(json: meta(profile, product))
    sink.write(",\"libs\":[],\"threads\":[")
    sink.writeList(ExportColumn.groups(of: profile, by: key)) { group, sink in
      sink.writeList(profile.header.sampleTypes.indices) { type, sink in
        write(type, group, profile, &tables, to: &sink)
      }
    }
    sink.write("],")
    tables.write(to: &sink)
    sink.write("}\n")
  }

  private static func meta(_ profile: Profile, _ product: String) -> JSONValue {
    let category = { (name: String, color: String) -> JSONValue in
      ["name": .text(name), "color": .text(color), "subcategories": ["Other"]]
    }
    var pairs: [String: JSONValue] = [
      "interval": 1, "startTime": .integer(profile.header.timeNanos / 1_000_000),
      "processType": 0, "product": .text(product), "stackwalk": 1, "version": 24,
      "preprocessedProfileVersion": 66, "symbolicated": true, "markerSchema": [],
      "categories": .array(FirefoxCategory.allCases.map { category($0.name, $0.color) }),
      "usesOnlyOneStackType": true, "sourceCodeIsNotOnSearchfox": true,
      "importedFrom": "pproftool",
    ]
    let units = profile.header.sampleTypes.map { ExportUnit(profile.strings[$0.unit]).kind }
    if !units.isEmpty, units.allSatisfy({ $0 == .bytes }) {
      pairs["sampleUnits"] = ["time": "bytes", "eventDelay": "ms", "threadCPUDelta": "µs"]
    }
    return .object(pairs)
  }

  private static func write(
    _ type: Int, _ group: (name: String?, samples: [Int]), _ profile: Profile,
    _ tables: inout FirefoxExport, to sink: inout ByteSink
  ) {
    let valueType = profile.header.sampleTypes[type]
    let name = profile.strings[valueType.type] + (group.name.map { " · \($0)" } ?? "")
    let unit = ExportUnit(profile.strings[valueType.unit])
    let sums = profile.sums(of: group.samples, type: type) { $0 }
    var (stacks, times): ([JSONValue], [String]) = ([], [])
    var total: Int64 = 0
    for (stack, value) in sums {
      stacks.append(tables.stack(stack).map { .integer(Int64($0)) } ?? .null)
      times.append(unit.firefoxText(total))
      total = total.addingClamped(value.clampedMagnitude)
    }
    sink.write("{\"name\":")
    sink.write(json: .text(name))
    sink.write(",\"isMainThread\":true,\"pid\":\"1\",\"tid\":")
    sink.write(json: .text(name))
    sink.write(
      ",\"processType\":\"default\",\"processStartupTime\":0,\"processShutdownTime\":null,"
        + "\"registerTime\":0,\"unregisterTime\":null,\"pausedRanges\":[],\"samples\":{\"stack\":[")
    sink.writeList(stacks) { stack, sink in sink.write(json: stack) }
    sink.write("],\"time\":[")
    sink.writeList(times) { time, sink in sink.write(time) }
    sink.write("],\"weight\":[")
    sink.writeList(sums) { sum, sink in sink.write(unit.firefoxText(sum.value)) }
    sink.write("],\"weightType\":\"\(unit.firefoxName)\",\"length\":\(sums.count)},")
    sink.write(
      "\"markers\":{\"data\":[],\"name\":[],\"startTime\":[],\"endTime\":[],\"phase\":[],"
        + "\"category\":[],\"length\":0}}")
  }
}

extension ExportUnit {
  fileprivate var firefoxName: String {
    switch kind {
    case .time: "tracing-ms"
    case .bytes: "bytes"
    case .count: "samples"
    }
  }

  /// A value in the format's terms: times in milliseconds.
  fileprivate func firefoxText(_ value: Int64) -> String {
    text(value, dividedByPower: kind == .time ? 6 : 0)
  }
}
