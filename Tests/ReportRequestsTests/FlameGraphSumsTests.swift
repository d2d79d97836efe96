import Foundation
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import TestSupport
import Testing

@testable import ReportRequests

/// A flame graph may omit frames, but no weight: the values of a function equal those of `top`.
@Suite struct FlameGraphSumsTests {
  /// Every fixture that is a profile.
  static let fixtures: [String] = {
    let folders = FixtureFiles.folders.filter {
      !$0.hasPrefix("generators") && !$0.hasPrefix("damaged") && !$0.hasPrefix("foreign")
    }
    return folders.flatMap { FixtureFiles.profiles(in: $0) + FixtureFiles.texts(in: $0) }
      .filter { session($0) != nil }
  }()

  private static func session(_ fixture: String) -> ProfileSession? {
    guard let bytes = try? FixtureFiles.bytes(fixture),
      let read = try? ProfileReader.read(ByteSource(bytes)),
      !read.profile.header.sampleTypes.isEmpty
    else { return nil }
    return ProfileSession(ProfileCompletion().complete(read.profile), name: fixture, isHeld: true)
  }

  /// Up to 200 functions of each fixture, in a file with very few frames.
  @Test(arguments: fixtures)
  func functionsHaveWhatTopSays(_ fixture: String) throws {
    let session = try #require(Self.session(fixture))
    var drawing = FlameGraphRequest()
    drawing.minimumWidth = 0.5
    drawing.comparesSides = false
    // The default type, whatever a flame graph would choose.
    let type = try session.topReport(ReportRequest(.top)).view.sampleType.column
    var request = ReportRequest(.flameGraph(drawing))
    request.query.sampleType = "\(type)"
    let data = try Self.data(of: session.report(request))
    let names = try #require(data["names"] as? [String])
    let (own, sum) = try (#require(data["own"] as? [Int]), #require(data["sum"] as? [Int]))
    var rows: [String: [TopTable.Row]] = [:]
    var all = ReportRequest(.top)
    all.query.sampleType = "\(type)"
    all.trimming.count = 0
    for row in try session.topReport(all).table.rows {
      rows[SafeText.shown(row.name), default: []].append(row)
    }
    var random = SeededRandom(7)
    let chosen = rows.filter { $0.value.count == 1 }.sorted { $0.key < $1.key }
      .shuffled(using: &random).prefix(200)
    let indices = Dictionary(zip(names, names.indices)) { $1 }
    for (name, row) in chosen where row[0].flat != 0 || row[0].cum != 0 {
      // Functions for which tables print a substitute name are nameless in a flame graph.
      let index = try #require(indices[name] ?? indices[""], "\(name) is not in the file")
      #expect(own[index] == Int(row[0].flat), "own of \(name)")
      #expect(sum[index] == Int(row[0].cum), "sum of \(name)")
    }
  }

  /// Most frames of this profile are not in the file, but all names are.
  @Test func aLargeProfileKeepsItsSums() throws {
    let session = Self.large
    let data = try Self.data(of: session.report(ReportRequest(.flameGraph(FlameGraphRequest()))))
    let kept = try #require(data["name"] as? [Int]).count
    #expect(kept > 1 && kept <= 20_000)
    let sum = try #require(data["sum"] as? [Int])
    let names = try #require(data["names"] as? [String])
    for row in try session.topReport(ReportRequest(.top)).table.rows {
      let index = try #require(names.firstIndex(of: String(decoding: row.name, as: UTF8.self)))
      #expect(sum[index] == Int(row.cum))
    }
    let remarks = try #require(data["remarks"] as? [String])
    #expect(
      remarks.contains {
        $0.hasSuffix("small frames are not in this file; all totals stay correct.")
      })
  }

  static let widths: [(width: Double?, least: Int, most: Int)] = [
    (nil, 5_000, 20_000), (0, 20_001, 100_000), (0.5, 1, 10),
  ]
  @Test(arguments: widths)
  func framesAreKeptAsAsked(_ width: Double?, _ least: Int, _ most: Int) throws {
    var drawing = FlameGraphRequest()
    drawing.minimumWidth = width
    let data = try Self.data(of: Self.large.report(ReportRequest(.flameGraph(drawing))))
    let kept = try #require(data["name"] as? [Int]).count
    #expect((least...most).contains(kept), "\(kept)")
    let totals = try #require(data["total"] as? [Int])
    #expect(totals.allSatisfy { $0 > 0 })
  }

  /// Up to 20,000 frames are all present, and without a script up to 2,000.
  @Test(arguments: ["incident/leaking/goroutine.pb.gz", "cpu/labelled.pb.gz"])
  func aSmallProfileIsWhole(_ fixture: String) throws {
    let session = try #require(Self.session(fixture))
    let report = try session.report(ReportRequest(.flameGraph(FlameGraphRequest())))
    let svg = String(decoding: try bytes { try report.write(to: &$0) }, as: UTF8.self)
    let data = try Self.data(of: report)
    let kept = try #require(data["name"] as? [Int]).count
    #expect(try #require(data["small"] as? [[Int]]).isEmpty)
    #expect(svg.matches(of: #/<g><title>/#).count == kept)
  }

  /// 30,000 stacks of three frames, most of them narrow.
  private static let large: ProfileSession = {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("samples"), unit: builder.string("count"))
    builder.header.sampleTypes = [type]
    let location = { (builder: inout ProfileBuilder, name: String) in
      builder.location(function: builder.function(name: builder.string(name))).index
    }
    let main = location(&builder, "main.main")
    for index in 0..<30_000 {
      let leaf = location(&builder, "main.leaf\(index % 701)")
      let caller = location(&builder, "main.caller\(index % 1_999)")
      let stack = builder.stack([leaf, caller, main].span)
      builder.appendSample(stack: stack, values: [Int64(1 + index)])
    }
    return ProfileSession(
      ProfileCompletion().complete(builder.finish()), name: "large", isHeld: true)
  }()

  private static func data(of report: Report) throws -> [String: Any] {
    let svg = try bytes { try report.write(to: &$0) }
    let text = String(decoding: svg, as: UTF8.self)
    let start = try #require(text.range(of: "<metadata>")).upperBound
    let end = try #require(text.range(of: "</metadata>")).lowerBound
    let json = text[start..<end].replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(object as? [String: Any])
  }
}
