import ProfileFormats
import ProfileModel
import ProfileReports
import TestSupport
import Testing

@testable import ReportRequests

@Suite struct RequestErrorTests {
  private static func drawing(_ change: (inout FlameGraphRequest) -> Void) -> ReportRequest {
    var drawing = FlameGraphRequest()
    change(&drawing)
    return ReportRequest(.flameGraph(drawing))
  }

  private static func counted(_ kind: ReportRequest.Kind, _ count: Int) -> ReportRequest {
    var request = ReportRequest(kind)
    request.trimming.count = count
    return request
  }

  static let wrong: [(request: ReportRequest, error: RequestError)] = [
    (drawing { $0.width = 5 }, .width(5)),
    (drawing { $0.width = .max }, .width(.max)),
    (drawing { $0.frameHeight = .min }, .frameHeight(.min)),
    (drawing { $0.minimumWidth = -1e30 }, .minimumWidth(-1e30)),
    (drawing { $0.minimumWidth = 1e300 }, .minimumWidth(1e300)),
    (drawing { $0.factor = .infinity }, .factor(.infinity)),
    (drawing { $0.factor = 0 }, .factor(0)),
    (
      drawing {
        $0.order = .input
        $0.isReversed = true
      }, .reversedInput
    ),
    (counted(.goroutines(.stack), -1), .count(-1)),
    (counted(.top, .min), .count(.min)),
    (top { $0.query.divisor = 0 }, .divisor(0)),
    (top { $0.query.divisor = -.infinity }, .divisor(-.infinity)),
    (top { $0.trimming.nodeFraction = .infinity }, .share(.infinity)),
    (top { $0.trimming.edgeFraction = -0.5 }, .share(-0.5)),
    (page { $0.link = "javascript:alert(1)" }, .link("javascript:alert(1)")),
    (page { $0.link = "{nope}" }, .link("{nope}")),
    (page { $0.mostBytes = .min }, .byteLimit(.min)),
    (page { $0.mostBytes = 0 }, .byteLimit(0)),
  ]

  private static func top(_ change: (inout ReportRequest) -> Void) -> ReportRequest {
    var request = ReportRequest(.top)
    change(&request)
    return request
  }

  private static func page(_ change: (inout ViewRequest) -> Void) -> ReportRequest {
    var page = ViewRequest()
    change(&page)
    return ReportRequest(.view(page))
  }

  /// Invalid requests give an error, whether from a program or from a URL's query.
  @Test(arguments: wrong)
  func whatCannotBeIsRefused(_ request: ReportRequest, _ error: RequestError) throws {
    #expect(throws: error) { try request.check() }
    let bytes = try FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")
    let session = ProfileSession(try ProfileReader.read(ByteSource(bytes)).profile, name: "x")
    let failure = #expect(throws: ReportFailure.self) { try session.report(request) }
    #expect(failure?.error as? RequestError == error)
  }

  /// What is not a number is none of what these need; it equals nothing, so that only the sentence can be compared.
  @Test func noNumberIsRefused() {
    let divided = #expect(throws: RequestError.self) {
      try Self.top { $0.query.divisor = .nan }.check()
    }
    #expect(
      divided?.description == "values cannot be divided by nan, only by a number other than 0")
    let trimmed = #expect(throws: RequestError.self) {
      try Self.top { $0.trimming.nodeFraction = .nan }.check()
    }
    #expect(trimmed?.description == "a share of the total is a number from 0 to 1, not nan")
    var comparison = ComparisonRequest()
    comparison.scale = .factor(.nan)
    #expect(throws: RequestError.self) { try comparison.check() }
  }

  /// A report as values is checked like any other.
  @Test func rowsAreCheckedToo() throws {
    let bytes = try FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")
    let session = ProfileSession(try ProfileReader.read(ByteSource(bytes)).profile, name: "x")
    #expect(throws: RequestError.count(-1)) { _ = try session.topReport(Self.counted(.top, -1)) }
  }

  /// No accepted number crashes the program.
  @Test func extremesAreDrawn() throws {
    let bytes = try FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")
    let session = ProfileSession(try ProfileReader.read(ByteSource(bytes)).profile, name: "x")
    for fraction in [0, 1e-300, 1, 1e300, .greatestFiniteMagnitude] {
      for kind in [ReportRequest.Kind.top, .tree, .dot, .goroutines(.site)] {
        var request = Self.counted(kind, .max)
        request.trimming.nodeFraction = min(fraction, 1)
        request.trimming.edgeFraction = min(fraction, 1)
        request.query.divisor = fraction == 0 ? -1 : fraction
        let report = try session.report(request)
        #expect(try TestSupport.bytes { _ = try report.write(to: &$0) }.count > 0)
      }
    }
    for drawing in [
      Self.drawing { $0.factor = .greatestFiniteMagnitude },
      Self.drawing { $0.factor = .leastNonzeroMagnitude }, Self.drawing { $0.minimumWidth = 0 },
      Self.drawing { ($0.width, $0.frameHeight) = (200, 200) },
    ] {
      let report = try session.report(drawing)
      #expect(try TestSupport.bytes { _ = try report.write(to: &$0) }.count > 0)
    }
  }
}
