import ArgumentParser
import ProfileAnalysis
import ReportRequests
import Testing

@testable import pproftool

/// What is usual on a command line is usual for a program, too.
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
