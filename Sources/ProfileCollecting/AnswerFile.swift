import PprofWire
import ProfileAnalysis
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSystem

/// Writes what a service answers to a file, if it is a profile.
struct AnswerFile {
  /// A profile that was saved.
  struct Saved {
    let path: SystemPath
    let bytes: Int
    let profiles: [ReadProfile]
  }

  /// The path without its ending, which what comes decides on.
  let stem: SystemPath
  let limits: ReadLimits
  let keepsBad: Bool
  /// The kind that the content must have; nil for any.
  let kind: String?

  /// Saves an answer under a name that nothing has, gzipped if it is not.
  ///
  /// - Throws: why nothing was kept.
  func save(_ answer: FetchedAnswer) throws -> Saved {
    var source = try unwrapped(answer)
    let start = try source.peek(Self.window)
    let isGzip = start.starts(with: Self.gzip)
    let target = stem.appending(suffix: isGzip || !Self.isText(start) ? ".pb.gz" : ".txt.gz")
    let part = try named(target) { () throws(SystemError) in try PartFile(for: target) }
    do {
      try Self.write(source, to: part.file, inGzip: !isGzip)
      let profiles = try read(part.path, answer)
      let bytes = Int(try part.file.status().size)
      try part.complete()
      return Saved(path: target, bytes: bytes, profiles: profiles)
    } catch {
      giveUp(part, target, error)
      throw (error as? SystemError).map { SaveError(path: target, error: $0) } ?? error
    }
  }

  private func named<Value>(
    _ path: SystemPath, _ body: () throws(SystemError) -> Value
  ) throws(SaveError) -> Value {
    do { return try body() } catch { throw SaveError(path: path, error: error) }
  }

  private static let window = 512
  private static let gzip: [UInt8] = [0x1F, 0x8B]

  /// The answer without the compression that a proxy put around it and says so.
  private func unwrapped(_ answer: FetchedAnswer) throws -> ByteSource {
    var source = ByteSource { try answer.next() }
    guard answer.header("Content-Encoding")?.lowercased() == "gzip",
      try source.peek(Self.gzip.count).starts(with: Self.gzip)
    else { return source }
    return try DecompressedSource.plain(source, limits: limits)
  }

  /// Whether bytes begin as a text does.
  private static func isText(_ start: [UInt8]) -> Bool {
    start.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
  }

  private static func write(
    _ source: consuming ByteSource, to file: FileDescriptor, inGzip: Bool
  ) throws {
    var source = source
    var sink = ByteSink { try file.write($0) }
    if inGzip {
      try sink.writeInGzip { try copy(&source, to: &$0) }
    } else {
      try copy(&source, to: &sink)
    }
    try sink.finish()
  }

  private static func copy(_ source: inout ByteSource, to sink: inout ByteSink) throws {
    while true {
      let block = try source.next()
      if block.isEmpty { return }
      sink.write(bytes: block[...])
    }
  }

  /// The content of the file.
  ///
  /// - Throws: when it is no profile, or perhaps not a whole one.
  private func read(_ path: SystemPath, _ answer: FetchedAnswer) throws -> [ReadProfile] {
    let file = try FileDescriptor.reading(path)
    defer { try? file.close() }
    let profiles = try ProfileReader.readAll(
      ByteSource { try file.read(upTo: 256 << 10) }, limits: limits)
    if let why = profiles.lazy.compactMap(\.notes.incomplete).first { throw NotWhole(why: why) }
    if let why = profiles.lazy.compactMap(\.notes.guess).first { throw NotSure(why: why) }
    if answer.mayBeCutShort { throw NotWhole(why: "the server does not say where its answer ends") }
    try checkKind(profiles)
    return profiles
  }

  /// A gateway may answer whatever it is asked with the same.
  private func checkKind(_ profiles: [ReadProfile]) throws {
    guard let kind, let first = profiles.first?.profile, !first.header.sampleTypes.isEmpty else {
      return
    }
    let found = ProfileKind(of: first, SnapshotName(stem.bytes))
    // Nothing in it tells blocking from waiting for mutexes.
    let mayBeIt = found.name == "contention" && ["block", "mutex"].contains(kind)
    guard !found.isCalled(kind), !mayBeIt else { return }
    throw OtherKind(what: found.noun(isPlural: false), kind: kind)
  }

  private func giveUp(_ part: PartFile, _ target: SystemPath, _ error: any Error) {
    // A connection that broke leaves nothing that is worth a look.
    guard keepsBad, !(error is FetchError), !(error is SystemError) else { return part.remove() }
    let bad = target.appending(suffix: ".bad")
    // If it cannot be renamed, there may be one of an earlier round already, which shows as much.
    try? FileSystem.rename(part.path, toNew: bad)
    part.remove()
  }
}

/// A profile that may lack a part.
struct NotWhole: Error, CustomStringConvertible {
  let why: String
  var description: String { "200, but not a whole profile: \(why)" }
}

/// A profile of another kind than was asked for.
struct OtherKind: Error, CustomStringConvertible {
  let what: String
  let kind: String
  var description: String { "200, but \(kind) was asked for and this is a \(what)" }
}

/// A file that cannot be written.
struct SaveError: Error, CustomStringConvertible {
  let path: SystemPath
  let error: SystemError
  var description: String { "\(path.text): \(error)" }
}

/// A text that may be something else.
struct NotSure: Error, CustomStringConvertible {
  let why: String
  var description: String { "200, but perhaps not a profile; it was read as one because \(why)" }
}

extension SystemPath {
  fileprivate func appending(suffix: String) -> SystemPath {
    SystemPath(bytes + Array(suffix.utf8))
  }
}
