import NameDemangling
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@Suite struct DemanglingTests {
  private static let push = "_ZNSt6vectorIiSaIiEE9push_backERKi"
  private static let short = "std::vector::push_back"
  private static let templates = "std::vector<int, std::allocator<int> >::push_back"
  private static let full = "std::vector<int, std::allocator<int> >::push_back(int const&)"

  /// A pprof file with one function.
  private static func profile(name: String, systemName: String, lineCount: Int = 1) throws
    -> [UInt8]
  {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    let function = builder.function(
      name: builder.string(name), systemName: builder.string(systemName))
    for number in 1...Int64(lineCount) {
      let line = ProfileBuilder.Line(function: function, number: number)
      builder.appendSample(stack: builder.stack([builder.location(lines: [line])]), values: [1])
    }
    return try pprofBytes(builder.finish())
  }

  private func names(
    _ name: String, _ systemName: String, _ demangling: Demangling
  ) throws -> (name: String, systemName: String) {
    let bytes = try Self.profile(name: name, systemName: systemName)
    let profile = try ProfileReader.read(ByteSource(bytes), demangling: demangling).profile
    let functions = profile.functions
    return (
      profile.strings[StringID(functions.names[0])],
      profile.strings[StringID(functions.systemNames[0])]
    )
  }

  /// The displayed name of a function, by its name, its system name and the demangling option.
  static let functions: [(name: String, system: String, demangling: Demangling, shown: String)] = [
    (push, push, .short, short), (push, push, .none, push), (push, push, .templates, templates),
    (push, push, .full, full),
    // A demangled name stays, unless a form is requested.
    ("push", push, .short, "push"), ("push", push, .none, push),
    ("push", push, .templates, templates),
    ("push", push, .full, full),
    // A useless system name.
    ("push", "_ZNSt", .full, "push"), ("push", "push@plt", .full, "push"), (push, "", .short, push),
    (push, "other", .short, push),
    // No name.
    ("", push, .short, short), ("", push, .none, ""), ("", "main", .short, "main"),
    ("", "", .short, ""),
    (
      "main.(*Bar).Do.Map[...].func1", "main.(*Bar).Do.Map[...].func1", .short,
      "main.(*Bar).Do.Map[...].func1"
    ),
    ("std::vector<int>::f(int)", "std::vector<int>::f(int)", .short, "std::vector<int>::f(int)"),
  ]

  @Test(arguments: functions)
  func theSystemNameIsDemangledWhereTheReferenceDoes(
    _ name: String, _ system: String, _ demangling: Demangling, _ shown: String
  ) throws {
    let names = try names(name, system, demangling)
    #expect(names.name == shown)
    #expect(names.systemName == system)
  }

  @Test func whatIsWrittenAndReadAgainStays() throws {
    for demangling in Demangling.allCases {
      let bytes = try Self.profile(name: Self.push, systemName: Self.push)
      let read = try ProfileReader.read(ByteSource(bytes), demangling: .full)
      let again = try ProfileReader.read(
        ByteSource(try pprofBytes(read.profile)), demangling: demangling)
      let expected = try ProfileReader.read(ByteSource(bytes), demangling: demangling)
      let kept = demangling == .short ? read : expected
      #expect(again.profile.description == kept.profile.description)
    }
  }

  static let texts: [(text: String, name: String)] = [
    ("main;\(push) 5\n", "folded"),
    ("goroutine profile: total 1\n1 @ 0x1\n#\t0x1\t\(push)+0x1\t/a.cc:1\n", "go-count"),
    ("goroutine 1 [running]:\n\(push)()\n\t/a.cc:1 +0x1\n", "go-dump"),
  ]

  @Test(arguments: texts)
  func namesAreDemangledInEveryFormat(_ text: String, _ name: String) throws {
    let read = try readText(text)
    #expect(read.notes.format == name)
    #expect(read.profile.sampleLines.joined().contains(Self.short))
    #expect(!read.profile.sampleLines.joined().contains("_Z"))
    let all = try ProfileReader.readAll(ByteSource(Array(text.utf8)), demangling: .full)
    #expect(all.count == 1 && all[0].profile.sampleLines.joined().contains(Self.full))
  }

  @Test func aProfileWithoutMangledNamesIsTheSame() throws {
    for path in ["incident/healthy/goroutine.pb.gz", "incident/leaking/heap.debug1.txt"] {
      let read = try readFixture(path)
      let bytes = try FixtureFiles.bytes(path)
      let plain = try ProfileReader.read(ByteSource(bytes), demangling: .none)
      #expect(read.profile == plain.profile)
    }
  }

  /// 2,000 lines of a function whose name expands to 60 kB: a report would write 120 MB of names.
  @Test func namesThatTakeTooMuchMemoryStayMangled() throws {
    let long = "_Z1f10000\(String(repeating: "a", count: 10000))S_S_S_S_S_"
    let bytes = try Self.profile(name: long, systemName: long, lineCount: 2000)
    let small = ReadLimits(inflatedBytes: 64 << 20)
    let read = try ProfileReader.read(ByteSource(bytes), limits: small, demangling: .full)
    #expect(read.profile.strings[StringID(read.profile.functions.names[0])] == long)
    #expect(
      read.notes.warnings.map { String($0.prefix(60)) } == [
        "1 name stays mangled: with the others demangled, its tables "
      ])
    let large = try ProfileReader.read(ByteSource(bytes), demangling: .full)
    #expect(large.profile.strings[StringID(large.profile.functions.names[0])].utf8.count > 60000)
  }
}
