import PprofWire
import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import ProfilePatterns
import TestSupport
import Testing

/// The tables of every fixture stay consistent after every operation.
@Suite struct ConsistencyTests {
  /// All readable fixtures, by folder, so that folders are tested in parallel.
  static let folders = FixtureFiles.folders

  static func profiles(in folder: String) throws -> [(path: String, profiles: [Profile])] {
    try FixtureFiles.names(in: folder).compactMap { name in
      let path = "\(folder)/\(name)"
      guard !FixtureFiles.isFolder(path) else { return nil }
      let bytes = try FixtureFiles.bytes(path)
      let read = try? ProfileReader.readAll(ByteSource(bytes), named: name).map(\.profile)
      return read.map { (path, $0) }
    }
  }

  static let queries: [(name: String, query: ProfileQuery)] = {
    var queries: [(String, ProfileQuery)] = []
    func add(_ name: String, _ change: (inout ProfileQuery) throws -> Void) {
      var query = ProfileQuery()
      if (try? change(&query)) != nil { queries.append((name, query)) }
    }
    add("focus") { $0.names.focus = try Pattern("a") }
    add("ignore") { $0.names.ignore = try Pattern("a") }
    add("hide") { $0.names.frames.hide = try Pattern("a") }
    add("show") { $0.names.frames.show = try Pattern("e") }
    add("show from") { $0.names.frames.showFrom = try Pattern("a") }
    add("label focus") { $0.tags.focus = try TagFilter("e") }
    add("label ignore") { $0.tags.ignore = try TagFilter("1:") }
    add("label hide") { $0.tags.hide = try Pattern("e") }
    add("label show") { $0.tags.show = try Pattern("e") }
    add("label frames") {
      $0.rootTags = ["go.state", "tenant", "bytes"]
      $0.leafTags = ["thread"]
    }
    return queries
  }()

  @Test(arguments: folders)
  func afterReadingAndTransforms(_ folder: String) throws {
    for (path, profiles) in try Self.profiles(in: folder) {
      for profile in profiles {
        try expectValid(profile, path, "reading")
        try expectValid(profile.withMapping().pruned(), path, "pruning")
        try expectValid(profile.withoutInlinedLines(), path, "taking out inlined lines")
        let ratios = profile.header.sampleTypes.indices.map { $0 % 2 == 0 ? 0.01 : -3 }
        try expectValid(profile.scaled(by: ratios), path, "scaling")
        try expectValid(profile.divided(by: 7), path, "dividing")
        try expectValid(profile.labelled("go.state", "x"), path, "labelling")
      }
    }
  }

  @Test(arguments: folders)
  func afterQueries(_ folder: String) throws {
    for (path, profiles) in try Self.profiles(in: folder) {
      for profile in profiles where profile.width > 0 {
        for (name, query) in Self.queries {
          let view = try query.prepare(profile.withMapping().pruned())
          try expectValid(view.profile, path, name)
        }
      }
    }
  }

  /// Each is combined with its negation and with the fixture read before it.
  @Test(arguments: folders)
  func afterMergingAndPairing(_ folder: String) throws {
    var before: Profile?
    for (path, profiles) in try Self.profiles(in: folder) {
      for profile in profiles where profile.width > 0 {
        let ratios = [Double](repeating: -0.5, count: profile.width)
        for other in [before, profile.scaled(by: ratios)].compactMap({ $0 }) {
          try expectValid(Self.sum(profile, other), path, "merging")
          let pair = Profile.paired(
            PairedSide(profile, columns: [.init(0)]), PairedSide(other, columns: [.init(0)]),
            types: [("n", "count")])
          try expectValid(pair, path, "pairing")
        }
        before = profile
      }
    }
  }

  @Test(arguments: folders)
  func afterConvertingAndReadingBack(_ folder: String) throws {
    for (path, profiles) in try Self.profiles(in: folder) {
      for profile in profiles {
        for format in [OutputFormat.pprof, .folded] {
          guard let written = try? bytes({ _ = try format.write(profile, to: &$0) }) else {
            continue
          }
          let again = try? ProfileReader.read(
            ByteSource(written), from: InputFormat(name: format.name))
          if let again { try expectValid(again.profile, path, "becoming \(format.name)") }
        }
      }
    }
  }

  private static func sum(_ first: Profile, _ second: Profile) -> Profile {
    var merger = ProfileMerger()
    for profile in [first, second] { try? merger.add(profile) }
    return merger.merged()
  }

  private func expectValid(_ profile: Profile, _ path: String, _ step: String) throws {
    do throws(InvalidProfile) { try profile.validate() } catch {
      Issue.record("\(path) after \(step): \(error)")
    }
  }
}
