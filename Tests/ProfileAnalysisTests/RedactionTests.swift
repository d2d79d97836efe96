import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

@Suite struct RedactionTests {
  private static let redaction = Redaction { text in
    Array("\(text.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })".utf8)
  }

  private func view(_ path: String, tagRoots: [String] = []) throws -> ProfileView {
    var query = ProfileQuery()
    query.rootTags = tagRoots
    return try query.prepare(try ProfileReader.read(ByteSource(FixtureFiles.bytes(path))).profile)
  }

  private func texts(_ profile: Profile) -> [String] {
    let functions = profile.functions
    let labels = profile.labelSets.labels.compactMap { label -> StringID? in
      if case .text(let text) = label.value { text } else { nil }
    }
    return
      (functions.names + functions.filenames + functions.systemNames).map {
        profile.strings[StringID($0)]
      } + profile.mappings.flatMap { [profile.strings[$0.filename], profile.strings[$0.buildID]] }
      + labels.map { profile.strings[$0] } + profile.header.comments.map { profile.strings[$0] }
  }

  @Test(arguments: ["incident/leaking/heap.pb.gz", "incident/labelled/goroutine.debug2.txt"])
  func nothingOfTheProgramIsTold(_ path: String) throws {
    let (plain, redacted) = (try view(path), try view(path).redacted(Self.redaction))
    let secrets = ["event-router", "techfrontier", "acme"]
    let hasSecret = { (text: String) in secrets.contains { text.contains($0) } }
    #expect(texts(plain.profile).contains(where: hasSecret))
    #expect(!texts(redacted.profile).contains(where: hasSecret))
    #expect(texts(redacted.profile).contains { $0.hasPrefix("runtime.") } || path.hasSuffix(".txt"))
    let builds = { (profile: Profile) in profile.mappings.map { profile.strings[$0.buildID] } }
    #expect(
      Set(builds(plain.profile)).isDisjoint(with: builds(redacted.profile).filter { !$0.isEmpty }))
  }

  /// Equal names have equal hashes, so sums do not change.
  @Test func valuesStay() throws {
    let plain = try view("incident/leaking/heap.pb.gz")
    let redacted = plain.redacted(Self.redaction)
    let rows = { (view: ProfileView) in
      TopTable(view, NodeOptions(), .none).rows.map { [$0.flat, $0.cum] }.sorted {
        $0.lexicographicallyPrecedes($1)
      }
    }
    #expect(rows(plain) == rows(redacted))
    #expect(plain.total == redacted.total)
  }

  /// A frame made from a label keeps the key as its file, which identifies such frames.
  @Test func keysOfLabelsStay() throws {
    let redacted = try view("cpu/labelled.pb.gz", tagRoots: ["tenant"]).redacted(Self.redaction)
    let profile = redacted.profile
    let rows = (0..<profile.functions.count).filter {
      profile.strings[StringID(profile.functions.filenames[$0])] == "tenant"
    }
    let names = rows.map { profile.strings[StringID(profile.functions.names[$0])] }
    #expect(rows.count > 1)
    #expect(
      names.allSatisfy { $0.allSatisfy { $0.isNumber || $0 == "." } })
  }
}
