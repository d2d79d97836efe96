import ProfileFetching
import ProfileModel
import ProfileSystem

/// An input: a file, standard input for `-`, or the response of a service.
struct InputFile {
  private enum Origin {
    case file(FileDescriptor)
    case service(FetchedAnswer, SavedAnswer?)
  }

  /// Measured: larger blocks are not faster, smaller ones are slower.
  private static let blockSize = 256 << 10
  private let origin: Origin

  /// A path for messages; a URL without its password.
  static func name(of path: SystemPath) -> String {
    if path == "-" { return "standard input" }
    guard ServiceURL.isOne(path) else { return ServiceURL.withoutCredentials(path.text) }
    return (try? ServiceURL(path.text))?.text ?? ServiceURL.withoutCredentials(path.text)
  }

  /// Several paths for messages.
  static func name(of paths: [SystemPath]) -> String {
    guard let first = paths.first else { return "no profile" }
    return paths.count == 1 ? name(of: first) : "\(paths.count) profiles"
  }

  /// - Throws: an error that does not name the path.
  ///
  /// - `isCounted`: whether it counts in the progress line.
  init(_ path: SystemPath, isCounted: Bool = true) throws {
    let descriptor = path == "-" ? .standardInput : try Self.opened(path)
    let status = try descriptor.status()
    guard status.kind != .folder else { throw FolderError() }
    origin = .file(descriptor)
    guard isCounted else { return }
    ReadingProgress.shared.begin(size: status.kind == .regular ? status.size : nil)
  }

  /// - `folder`: where the response is saved; nil not to save it.
  /// - Throws: why nothing can be saved there.
  init(_ answer: FetchedAnswer, savedIn folder: SystemPath?) throws {
    origin = .service(answer, try folder.map { try SavedAnswer(of: answer.url, in: $0) })
    ReadingProgress.shared.begin(size: answer.length)
  }

  private static func opened(_ path: SystemPath) throws -> FileDescriptor {
    do throws(SystemError) { return try .reading(path) } catch {
      throw error == .notThere ? missing(path.text) : error
    }
  }

  /// That there is no file of a name, and what the user may have meant by it.
  private static func missing(_ name: String) -> any Error {
    if ServiceURL.isHostAndPort(name) {
      return NoFileButAddress(address: "\(name)/debug/pprof/heap (or …/goroutine)")
    }
    // Of a path that begins with a scheme, the scheme is one that is not read.
    if ServiceURL.hasScheme(name) { return ServiceURLError.noScheme }
    if name.contains("/debug/pprof") { return NoFileButAddress(address: name) }
    return UInt(name) == nil ? SystemError.notThere : NoFileButNumber(number: name)
  }

  /// The content, read in order.
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
    case .service(let answer, let saved):
      do {
        let block = try answer.next()
        try saved?.add(block)
        return block
      } catch let error as FetchError {
        throw FetchProblem(error)
      }
    }
  }

  /// The bytes of a file that is not a profile.
  ///
  /// - Throws: an error that does not name the path, also if the file is longer than the limit.
  static func bytes(of path: SystemPath, atMost limit: Int) throws -> [UInt8] {
    let file = try InputFile(path)
    defer { file.close() }
    return try file.bytes(atMost: limit)
  }

  /// The same for this file.
  func bytes(atMost limit: Int) throws -> [UInt8] {
    var source = source()
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let block = try source.next()
      if block.isEmpty { return bytes }
      bytes += block
    }
    throw TooLongFile(limit: limit)
  }

  /// Finishes the input after a profile was read.
  ///
  /// - Returns: why the profile may be incomplete; nil if nothing suggests that.
  /// - Throws: why the rest of a response cannot be read or saved.
  func finish() throws -> String? {
    guard case .service(let answer, let saved) = origin else { return nil }
    // A reader may stop before the end, but a saved response is complete.
    while try !Self.next(origin).isEmpty {}
    try saved?.complete()
    return answer.mayBeCutShort
      ? "the server does not say where its answer ends, so the answer may be incomplete" : nil
  }

  func close() {
    ReadingProgress.shared.end()
    switch origin {
    case .file(.standardInput): break
    // An error on closing loses nothing: the file was only read.
    case .file(let descriptor): try? descriptor.close()
    case .service(_, let saved): saved?.remove()
    }
  }

  private struct FolderError: Error, CustomStringConvertible {
    let description = "is a folder, not a profile"
  }

  private struct NoFileButNumber: Error, CustomStringConvertible {
    let number: String
    var description: String { "there is no such file; for a number of rows, write -n \(number)" }
  }

  private struct NoFileButAddress: Error, CustomStringConvertible {
    let address: String
    var description: String { "there is no such file; for a service, write http://\(address)" }
  }
}

/// A file that is not a profile, and longer than any that is right.
private struct TooLongFile: Error, CustomStringConvertible {
  let limit: Int

  var description: String { "has more than \(limit) bytes" }
}
