import ArgumentParser
import ProfileAnalysis
import ReportRequests
import Testing

@testable import pproftool

/// The defaults of the command line are the defaults of the library.
@Suite struct DefaultOptionTests {
  @Test func picturesAreDrawnAlike() throws {
    #expect(try FlameGraphOptions.parse([]).request(nil) == FlameGraphRequest())
  }

  @Test func tablesAreTrimmedAlike() throws {
    #expect(try GraphOptions.parse([]).trimming == Trimming())
    #expect(try GraphOptions.parse([]).nodes == NodeOptions())
  }

  @Test func queriesAreAlike() throws {
    #expect(try QueryOptions.parse([]).query == ProfileQuery())
  }
}
