import ProfileAnalysis
import ProfileFormats
import ProfileModel
import Testing

@testable import LeakChecks

/// Instances, versions and times from paths.
@Suite struct LayoutTests {
  /// A goroutine profile of a process at a path.
  private static func file(
    _ path: String, _ count: Int, mark: UInt64? = nil, time: Int64 = 0
  ) throws -> SnapshotSet.Input {
    // No two files are equal.
    let text: KeyValuePairs = ["main.f": count, "main.t\(path.filter(\.isNumber))": 1]
    var read = try ProfileReader.read(ByteSource(Array(goroutines(text).utf8)))
    read.profile.header.timeNanos = time * 1_000_000_000
    var input = SnapshotSet.Input(file: "fleet/\(path)", read: read)
    input.origin = .folder(6)
    return input
  }

  private static func snapshotSet(
    _ files: [(path: String, count: Int)], layout: String? = nil
  ) throws -> SnapshotSet {
    var builder = SnapshotSetBuilder(MeasurePlan(), layout: try layout.map { try PathLayout($0) })
    for file in files { try builder.add(try Self.file(file.path, file.count)) }
    return SnapshotSet(builder, missing: [])
  }

  private static func minute(_ number: Int) -> String {
    "20261101T12\(number < 10 ? "0" : "")\(number)00Z"
  }

  static let styles: [(name: String, @Sendable (Int, Int) -> String)] = [
    ("router-1", { "router-\($0)/\(minute($1)).goroutine.txt" }),
    ("router-7d9-1", { "shop/1.41/router-7d9-\($0)/\(minute($1)).goroutine.txt" }),
    ("router-1", { "dt=2026-11-01/pod=router-\($0)/\(minute($1)).goroutine.txt" }),
    ("router-1", { "\(minute($1))-router-\($0)-goroutine.txt" }),
  ]
  @Test(arguments: 0..<4)
  func theLayoutTellsTheInstance(_ style: Int) throws {
    let (name, path) = Self.styles[style]
    let files = (0..<4).flatMap { pod in (0..<3).map { (path(pod, $0), 10 * pod + $0) } }
    let found = try Self.snapshotSet(files)
    #expect(found.instances.map(\.groups[0].snapshots.count) == [3, 3, 3, 3])
    #expect(found.instances[1].name == name)
    #expect(found.layout?.fitting == 12 && found.layout?.isGiven == false)
  }

  @Test func whatTheLayoutDoesNotFitIsToldApartByItsName() throws {
    let found = try Self.snapshotSet([
      ("a/\(Self.minute(0)).goroutine.txt", 1), ("a/\(Self.minute(1)).goroutine.txt", 2),
      ("b/x/1.goroutine.txt", 3), ("b/x/2.goroutine.txt", 4),
    ])
    #expect(found.instances.map(\.name) == ["a", "x"])
    let below = try Self.snapshotSet([
      ("a/\(Self.minute(0)).goroutine.txt", 1), ("a/\(Self.minute(1)).goroutine.txt", 2),
      ("a/a/1.goroutine.txt", 3), ("a/a/2.goroutine.txt", 4),
    ])
    #expect(below.instances.map(\.name) == ["a", "a/a"])
    #expect(found.layout?.fitting == 2 && found.layout?.count == 4)
  }

  /// `heap-1912` beside `20261126T1000Z.goroutine.txt` in the folder of a pod is of that pod.
  @Test func whatTellsNothingBelongsToTheInstanceOfItsFolder() throws {
    let files = (0..<4).map { (path: "router-1/\(Self.minute($0)).goroutine.txt", count: 5 + $0) }
    let found = try Self.snapshotSet(files + [("router-1/goroutine-1912.txt", 9)])
    #expect(found.layout?.fitting == 4)
    #expect(found.instances.map(\.name) == ["router-1"])
  }

  @Test func instancesOfOneNameAreOfTwoServices() throws {
    let files = ["shop", "cart"].flatMap { service in
      (0..<2).map { ("\(service)/1/pod-0/\(Self.minute($0)).goroutine.txt", $0) }
    }
    #expect(try Self.snapshotSet(files).instances.map(\.name) == ["cart/pod-0", "shop/pod-0"])
  }

  @Test func aVersionIsNoOtherInstance() throws {
    let found = try Self.snapshotSet(
      (0..<4).map {
        ("shop/1.\($0 / 2)/pod-0/\(Self.minute($0)).goroutine.txt", $0)
      })
    #expect(found.instances.map(\.name) == ["pod-0"] && found.instances[0].version == "1.1")
  }

  @Test func theTimeOfDayIsOfTheFolder() throws {
    let found = try Self.snapshotSet([
      ("2026-11-01/router/12-00-00-goroutine.txt", 1),
      ("2026-11-01/router/11-00-00-goroutine.txt", 2),
    ])
    #expect(found.instances.map(\.name) == ["router"])
    let snapshots = try #require(found.instances.first?.groups.first).snapshots
    #expect(snapshots.map { $0.timeNanos / 1_000_000_000 } == [1_793_530_800, 1_793_534_400])
  }

  @Test func aTimeThatIsADayOffIsSaid() throws {
    var builder = SnapshotSetBuilder(MeasurePlan())
    for (minute, time) in [(0, 1_793_534_400), (1, 1_793_534_400 + 90_000), (2, 0)]
      as [(Int, Int64)]
    {
      try builder.add(try Self.file("a/\(Self.minute(minute)).goroutine.txt", minute, time: time))
    }
    let warnings = SnapshotSet(builder, missing: []).warnings
    #expect(
      warnings.contains {
        $0.hasPrefix(
          "fleet/a/20261101T120100Z.goroutine.txt: the time in its path and the time in the profile differ by more than a day"
        )
      })
    #expect(warnings.count { $0.contains("the time in its path") } == 1)
  }

  @Test func aFileThatSomebodyNamedNeedsALayoutOfHisOwn() throws {
    func found(_ layout: String?) throws -> SnapshotSet {
      var builder = SnapshotSetBuilder(MeasurePlan(), layout: try layout.map { try PathLayout($0) })
      for pod in 0..<2 {
        var input = try Self.file("pod-\(pod)/\(Self.minute(0)).goroutine.txt", pod)
        input.origin = .named
        try builder.add(input)
      }
      return SnapshotSet(builder, missing: [])
    }
    #expect(try found(nil).layout == nil)
    #expect(try found("{*}-{instance}/{*}").instances.map(\.name) == ["0", "1"])
  }

  // MARK: Rules

  /// Nine pods of each version. One of the old version is far above its siblings and below the new version.
  private static func fleet() throws -> SnapshotSet {
    var files: [(path: String, count: Int)] = []
    for pod in 0..<9 {
      files.append(("shop/1/a-\(pod)/\(minute(0)).goroutine.txt", pod == 4 ? 600 : 100 + pod))
      files.append(("shop/2/b-\(pod)/\(minute(0)).goroutine.txt", 1000 + pod))
    }
    return try snapshotSet(files)
  }

  @Test func anInstanceIsComparedWithThoseOfItsVersion() throws {
    let found = try verdict("outlier(count()) <= 6", on: Self.fleet())
    #expect(found.groups.filter { $0.outcome == .fail }.map(\.instance) == ["a-4"])
    #expect(found.instances.failed == 1 && found.instances.passed == 17)
    #expect(found.instances.examined == 18 && found.instances.undecided == 0)
  }

  @Test func fewInstancesOfAVersionDecideNothing() throws {
    let files = (0..<9).map { ("shop/\($0 / 8)/p-\($0)/\(Self.minute(0)).goroutine.txt", 100 + $0) }
    let found = try verdict("outlier(count()) <= 6", on: Self.snapshotSet(files))
    #expect(found.groups.count { $0.outcome == .pass } == 8)
    #expect(found.outcome == .undecided && found.groups[0].instance == "p-8")
  }

  @Test func versionsAreAddedUpEach() throws {
    let found = try verdict("count() <= 5000", on: Self.fleet()) {
      $0.perPath = .version
      $0.over = .sum
    }
    #expect(found.groups.map(\.name) == ["2", "1"])
    #expect(found.groups.map(\.value) == [9045, 1441] && found.outcome == .fail)
    #expect(found.instances == InstanceCounts(together: 18))
  }

  @Test func theWorstOfEachVersionCounts() throws {
    let found = try verdict("count() <= 700", on: Self.fleet()) {
      $0.perPath = .version
      $0.over = .worst
    }
    #expect(found.groups.map(\.instance) == ["b-8", "a-4"])
    #expect(found.groups.map(\.outcome) == [.fail, .pass])
  }

  @Test func aServiceIsWhatThePathSays() throws {
    let found = try verdict("count() <= 700", on: Self.fleet()) { $0.perPath = .service }
    #expect(Set(found.groups.map(\.name)) == ["shop"] && found.groups.count == 18)
    #expect(found.groups.count { $0.outcome == .fail } == 9)
  }

  /// A version that leaks from its first snapshot, in an instance that ran a healthy version before.
  @Test func theSeriesOfAVersionIsItsOwn() throws {
    let files = (0..<40).map { minute in
      (
        "shop/\(minute < 20 ? "1" : "2")/pod/\(Self.minute(minute)).goroutine.txt",
        minute < 20 ? 500 + minute % 2 : 100 + 20 * (minute - 20)
      )
    }
    let found = try verdict("slope(count()) <= 0", on: Self.snapshotSet(files)) {
      $0.perPath = .version
    }
    #expect(found.groups.map(\.name) == ["2", "1"])
    #expect(found.groups.map(\.outcome) == [.fail, .pass])
    #expect(found.groups[0].stacks.isEmpty == false)
  }

  @Test func withoutAVersionNothingIsToldApart() throws {
    let found = try verdict(
      "count() <= 5", on: try Self.snapshotSet([("a/\(Self.minute(0)).goroutine.txt", 1)])
    ) { $0.perPath = .version }
    #expect(found.outcome == .undecided && found.reason == "no path names a version")
  }

  static let refused: [(rule: String, message: String)] = [
    ("{id: a, assert: outlier(count()) <= 6, over: sum}", "'over: sum' is not for outlier(...)"),
    (
      "{id: a, assert: outlier(count()) <= 6, over: worst}", "'over: worst' is not for outlier(...)"
    ),
    ("{id: a, assert: outlier(count()) <= 6, per: site}", "'per: site' is not for outlier(...)"),
  ]
  @Test(arguments: refused)
  func anOutlierIsOfEachInstance(_ rule: String, _ message: String) {
    let error = #expect(throws: RuleFileError.self) {
      try RuleFile(Array("version: 2\nrules:\n  - \(rule)\n".utf8))
    }
    #expect(error?.description.contains(message) == true)
  }
}
