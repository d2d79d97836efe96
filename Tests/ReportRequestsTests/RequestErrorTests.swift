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
  ]

  /// Invalid requests give an error, whether from a program or from a URL's query.
  @Test(arguments: wrong)
  func whatCannotBeIsRefused(_ request: ReportRequest, _ error: RequestError) throws {
    #expect(throws: error) { try request.check() }
    let bytes = try FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")
    let session = ProfileSession(try ProfileReader.read(ByteSource(bytes)).profile, name: "x")
    let failure = #expect(throws: ReportFailure.self) { try session.report(request) }
    #expect(failure?.error as? RequestError == error)
  }

  /// No accepted number crashes the program.
  @Test func extremesAreDrawn() throws {
    let bytes = try FixtureFiles.bytes("incident/healthy/goroutine.pb.gz")
    let session = ProfileSession(try ProfileReader.read(ByteSource(bytes)).profile, name: "x")
    for fraction in [-Double.infinity, -1, 0, 1e-300, 1, 1e300, .infinity, .nan] {
      for kind in [ReportRequest.Kind.top, .tree, .dot, .goroutines(.site)] {
        var request = Self.counted(kind, .max)
        request.trimming.nodeFraction = fraction
        request.trimming.edgeFraction = fraction
        request.query.divisor = fraction
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
