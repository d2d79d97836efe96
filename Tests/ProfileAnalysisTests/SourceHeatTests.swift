import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

@Suite struct SourceHeatTests {
  /// The self values of lines equal those of the nodes at line granularity, for every type.
  @Test(arguments: ["incident/leaking/heap.pb.gz", "cpu/labelled.pb.gz", "wire/recursion.pb"])
  func linesHaveWhatTheirNodesHave(_ path: String) throws {
    let profile = try ProfileReader.read(ByteSource(FixtureFiles.bytes(path))).profile
    var options = NodeOptions()
    options.granularity = .lines
    let view = try ProfileView(profile)
    let columns = Array(profile.header.sampleTypes.indices)
    let heat = SourceHeat(view, columns: columns, NodeOptions())
    let nodes = view.tables.nodes(options)
    for column in columns {
      let weights = NodeWeights(profile, nodes, SampleWeights(of: profile, column: column))
      for file in heat.files {
        for line in file.lines {
          let rows = nodes.infos.indices.filter {
            nodes.infos[$0].line == line.number
              && nodes.texts.bytes(of: nodes.infos[$0].file).elementsEqual(file.name)
          }
          #expect(line.selfValues[column] == rows.reduce(0) { $0 + weights.flat[$1] })
          // A stack may have a line in two functions, and counts once.
          #expect(line.totals[column] <= rows.reduce(0) { $0 + weights.cum[$1] })
          #expect(line.totals[column] >= (rows.map { weights.cum[$0] }.max() ?? 0))
        }
      }
    }
    #expect(path.hasPrefix("wire") || heat.files.contains { !$0.lines.isEmpty })
  }
}
