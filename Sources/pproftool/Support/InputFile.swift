import ProfileFetching
import ProfileModel
import ProfileSystem

/// A file that is read, standard input for `-`, or what a service answers.
struct InputFile {
  private enum Origin {
    case file(FileDescriptor)
    case service(FetchedAnswer, KeptAnswer?)
  }

  /// Larger blocks were not faster, smaller ones were.
  private static let blockSize = 256 << 10
  private let origin: Origin

  /// What a person calls a path; an address without the password that may be in it.
  static func name(of path: SystemPath) -> String {
    if path == "-" { return "standard input" }
    guard ServiceURL.isOne(path) else { return ServiceURL.withoutCredentials(path.text) }
    return (try? ServiceURL(path.text))?.text ?? ServiceURL.withoutCredentials(path.text)
  }

  /// What a person calls some paths.
  static func name(of paths: [SystemPath]) -> String {
    guard let first = paths.first else { return "no profile" }
    return paths.count == 1 ? name(of: first) : "\(paths.count) profiles"
  }

  /// - Throws: what is wrong with the path, without the path.
  ///
  /// - `isCounted`: whether a person who waits is told of it.
  init(_ path: SystemPath, isCounted: Bool = true) throws {
    let descriptor = path == "-" ? .standardInput : try Self.opened(path)
    let status = try descriptor.status()
    guard status.kind != .folder else { throw FolderError() }
    origin = .file(descriptor)
    guard isCounted else { return }
    ReadingProgress.shared.begin(size: status.kind == .regular ? status.size : nil)
  }

  /// - `folder`: where what comes is kept; nil if it is not.
  /// - Throws: why nothing can be kept there.
  init(_ answer: FetchedAnswer, keptAt folder: SystemPath?) throws {
    origin = .service(answer, try folder.map { try KeptAnswer(of: answer.url, in: $0) })
    ReadingProgress.shared.begin(size: answer.length)
  }

  private static func opened(_ path: SystemPath) throws -> FileDescriptor {
    do { return try .reading(path) } catch .notThere where ServiceURL.isHostAndPort(path.text) {
      throw NoFileButPlace(place: path.text)
    } catch .notThere where ServiceURL.hasScheme(path.text) {
      throw ServiceURLError.noScheme
    } catch .notThere where UInt(path.text) != nil {
      throw NoFileButCount(count: path.text)
    }
  }

  /// The bytes, in the order they come.
  func source() -> ByteSource {
    let origin = origin
    return ByteSource {
      let block = try Self.next(origin)
      ReadingProgress.shared.add(bytes: block.count)
      return block
    }
  }

  private static func next(_ origin: Origin) throws -> [UInt8] {
    switch origin {
    case .file(let descriptor): return try descriptor.read(upTo: blockSize)
    case .service(let answer, let kept):
      do {
        let block = try answer.next()
        try kept?.add(block)
        return block
      } catch let error as FetchError {
        throw FetchProblem(error)
      }
    }
  }

  /// The bytes of a file that is no profile: all, or a block more than there may be.
  static func bytes(of path: SystemPath, atMost limit: Int) throws -> [UInt8] {
    let file = try InputFile(path)
    defer { file.close() }
    return try file.bytes(atMost: limit)
  }

  /// The same of this file.
  func bytes(atMost limit: Int) throws -> [UInt8] {
    var source = source()
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let block = try source.next()
      if block.isEmpty { break }
      bytes += block
    }
    return bytes
  }

  /// Ends what was read as a profile.
  ///
  /// - Returns: what speaks against it.
  /// - Throws: why what is left of an answer does not come or cannot be kept.
  func finish() throws -> String? {
    guard case .service(let answer, let kept) = origin else { return nil }
    // A reader may stop before the end, and what is kept is whole.
    while try !Self.next(origin).isEmpty {}
    try kept?.complete()
    return answer.mayBeCutShort
      ? "the server does not say where its answer ends, so the answer may be incomplete" : nil
  }

  func close() {
    ReadingProgress.shared.end()
    switch origin {
    case .file(.standardInput): break
    // Nothing can be lost by a file that was only read.
    case .file(let descriptor): try? descriptor.close()
    case .service(_, let kept): kept?.remove()
    }
  }

  private struct FolderError: Error, CustomStringConvertible {
    let description = "is a folder, not a profile"
  }

  private struct NoFileButCount: Error, CustomStringConvertible {
    let count: String
    var description: String { "there is no such file; for a number of rows, write -n \(count)" }
  }

  private struct NoFileButPlace: Error, CustomStringConvertible {
    let place: String
    var description: String {
      "there is no such file; for a service, write http://\(place)/debug/pprof/heap"
    }
  }
}
