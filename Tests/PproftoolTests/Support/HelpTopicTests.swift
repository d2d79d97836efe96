import ProfileFormats
import Testing

@testable import pproftool

@Suite struct HelpTopicTests {
  @Test func formatsAreAllThere() throws {
    let run = try Program.run("help", "formats")
    #expect(run.status == 0)
    for format in InputFormat.all {
      #expect(run.text.contains("\n  \(format.name) "), "\(format.name)")
      #expect(run.text.contains(format.summary), "\(format.name)")
    }
  }

  @Test func otherWordsAreStillCommands() throws {
    #expect(try Program.run("help", "top").text.contains("Usage: pproftool top"))
    #expect(try Program.run("help", "nothing").status == 2)
  }
}
