import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

/// Profiles written for other viewers are read back with the same stacks and values.
@Suite struct ForeignWriterTests {
  static let profiles = [
    "cpu/labelled", "incident/leaking/heap", "incident/labelled/goroutine",
    "writers/pypprof.heap", "writers/ddtrace", "names/everywhere",
  ]

  @Test(arguments: profiles)
  func speedscopeKeepsEveryColumn(_ path: String) throws {
    let profile = try FixtureFiles.profile(path)
    let written = try bytes {
      _ = SpeedscopeWriter.write(profile, program: "pproftool@1", shown: 0, to: &$0)
    }
    let read = try ProfileReader.read(ByteSource(written))
    #expect(read.notes.format == "speedscope")
    #expect(read.notes.warnings.isEmpty)
    for (column, type) in profile.header.sampleTypes.enumerated() {
      let name = profile.strings[type.type]
      #expect(read.profile.sums(of: name) == profile.sums(ofColumn: column), "\(name)")
    }
  }

  @Test func speedscopeSplitsByALabel() throws {
    let profile = try FixtureFiles.profile("incident/labelled/goroutine")
    let written = try bytes {
      _ = SpeedscopeWriter.write(
        profile, program: "pproftool@1", groupedBy: "tenant", shown: 0, to: &$0)
    }
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.contains("\"name\":\"goroutine · tenant="))
    #expect(text.contains("\"name\":\"goroutine · (none)\""))
    let read = try ProfileReader.read(ByteSource(written)).profile
    #expect(read.sums(of: "goroutine") == profile.sums(ofColumn: 0))
    #expect(read.labelSets.labels.contains { read.strings[$0.key] == "tenant" })
  }

  @Test(arguments: profiles + ["wire/locations-without-lines"])
  func otlpKeepsSamplesAndHeader(_ path: String) throws {
    let profile = try FixtureFiles.profile(path)
    let written = try bytes { OTLPWriter.write(profile, shown: 0, to: &$0) }
    let read = try ProfileReader.read(ByteSource(written))
    #expect(read.notes.format == "otlp")
    #expect(read.profile.header.sampleTypes.count == Set(profile.header.sampleTypes).count)
    #expect(read.profile.header.timeNanos == profile.header.timeNanos)
    #expect(read.profile.header.period == profile.header.period)
    let comments = { (profile: Profile) in profile.header.comments.map { profile.strings[$0] } }
    #expect(comments(read.profile) == comments(profile))
    for type in profile.header.sampleTypes {
      let name = profile.strings[type.type]
      #expect(read.profile.everySum(of: name) == profile.everySum(of: name), "\(name)")
    }
  }

  /// Protobuf readers reject messages with invalid UTF-8.
  @Test func otlpWritesTextsAsUTF8() throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    builder.header.sampleTypes = [type]
    let name: [UInt8] = [0x66, 0xFF, 0x67]
    let location = builder.location(function: builder.function(name: builder.string(name.span)))
    builder.appendSample(stack: builder.stack([location]), value: 1)
    let written = try bytes { OTLPWriter.write(builder.finish(), shown: 0, to: &$0) }
    #expect(!written.contains(0xFF))
    #expect(String(decoding: written, as: UTF8.self).contains("f\u{FFFD}g"))
  }

  @Test(arguments: profiles)
  func firefoxKeepsEveryColumn(_ path: String) throws {
    let profile = try FixtureFiles.profile(path)
    let written = try bytes { FirefoxWriter.write(profile, product: "app", to: &$0) }
    let read = try ProfileReader.read(ByteSource(written))
    #expect(read.notes.format == "firefox")
    for (column, type) in profile.header.sampleTypes.enumerated() {
      let name = profile.strings[type.type]
      // The format cannot store a sample without a stack.
      let expected = profile.sums(ofColumn: column).filter { !$0.key.isEmpty }
      #expect(read.profile.sums(of: name) == expected, "\(name)")
    }
  }

  @Test func firefoxKeepsNegativeValues() throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    builder.header.sampleTypes = [type]
    let mapping = builder.addMapping(
      Mapping(id: 0, start: 0x1000, limit: 0x2000, filename: builder.string("[kernel.kallsyms]")))
    let function = builder.function(name: builder.string("f"))
    let location = builder.location(
      lines: [.init(function: function, number: 7)], address: 0x1010, mapping: mapping)
    builder.appendSample(stack: builder.stack([location]), value: -2_500_000)
    let written = try bytes { FirefoxWriter.write(builder.finish(), product: "app", to: &$0) }
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.contains(#""weight":[-2.5],"weightType":"tracing-ms""#))
    #expect(text.contains(#""address":[16],"inlineDepth":[0],"category":[1]"#))
    let read = try ProfileReader.read(ByteSource(written)).profile
    #expect(read.sampleTable.values == [-2_500_000])
  }

  @Test(arguments: ["cpu/labelled", "writers/cloud-profiler.cpu"])
  func cpuprofileKeepsAColumnOfTime(_ path: String) throws {
    let profile = try FixtureFiles.profile(path)
    let column = profile.width - 1
    let written = try bytes {
      _ = CPUProfileWriter.write(profile, type: column, nanoseconds: { $0 * 1000 }, to: &$0)
    }
    let read = try ProfileReader.read(ByteSource(written))
    #expect(read.notes.format == "cpuprofile")
    let expected = profile.sums(ofColumn: column).mapValues { $0 * 1000 }
    #expect(read.profile.sums(of: "cpu") == expected)
  }

  @Test func cpuprofileRoundsTheSum() throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    builder.header.sampleTypes = [type]
    for (name, value) in [("a", 1400), ("b", 1400), ("c", 1400), ("d", -5)] as [(String, Int64)] {
      let location = builder.location(function: builder.function(name: builder.string(name)))
      builder.appendSample(stack: builder.stack([location]), value: value)
    }
    let profile = builder.finish()
    var left = LeftOutStacks()
    let written = try bytes {
      left = CPUProfileWriter.write(profile, type: 0, nanoseconds: { $0 }, to: &$0)
    }
    #expect(left.text == "left out 1 stack without a positive value (-5 in total)")
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.contains(#""endTime":4,"samples":[2,3,4,4],"timeDeltas":[0,1,2,1]"#))
  }

  @Test(arguments: ["incident/leaking/heap", "writers/pypprof.heap"])
  func heapprofileKeepsAColumn(_ path: String) throws {
    let profile = try FixtureFiles.profile(path)
    let column = profile.width - 1
    let written = try bytes { _ = HeapProfileWriter.write(profile, type: column, to: &$0) }
    let read = try ProfileReader.read(ByteSource(written))
    #expect(read.notes.format == "heapprofile")
    // The format cannot store the executed line.
    let expected = profile.sums(ofColumn: column, withLines: false)
    #expect(read.profile.sums(ofColumn: 0, withLines: false) == expected)
  }

  @Test func d3NestsNamesInTheirOrder() throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    builder.header.sampleTypes = [type]
    let names = [["main", "b"], ["main", "a"], ["main"], ["main", "b"]]
    for (index, stack) in names.enumerated() {
      let locations = stack.reversed().enumerated().map { index, name in
        let function = builder.function(name: builder.string(name))
        return builder.location(lines: [.init(function: function, number: Int64(index + index))])
      }
      builder.appendSample(stack: builder.stack(locations), value: Int64(index + 1))
    }
    let profile = builder.finish()
    let written = try bytes { D3Writer.write(profile, type: 0, to: &$0) }
    #expect(
      String(decoding: written, as: UTF8.self) == """
        {"name":"root","value":10,"children":[{"name":"main","value":10,"children":[\
        {"name":"a","value":2,"children":[]},{"name":"b","value":5,"children":[]}]}]}

        """)
  }

  @Test func negativeValuesAreCounted() throws {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("space"), unit: builder.string("bytes"))
    builder.header.sampleTypes = [type]
    let location = builder.location(function: builder.function(name: builder.string("f")))
    builder.appendSample(stack: builder.stack([location]), value: -7)
    let profile = builder.finish()
    var left = (LeftOutStacks(), LeftOutStacks())
    _ = try bytes {
      left.0 = SpeedscopeWriter.write(profile, program: "pproftool@1", shown: 0, to: &$0)
      left.1 = HeapProfileWriter.write(profile, type: 0, to: &$0)
    }
    #expect(left.0.count == 1)
    #expect(left.1 == left.0)
    #expect(left.0.sums == [-7])
  }
}
