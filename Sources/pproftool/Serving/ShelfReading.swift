import ProfileAnalysis
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// Reads the server's profiles, at start-up and again later.
struct ShelfReading: Sendable {
  let reading: ReadingOptions
  /// The size limit of a decompressed upload.
  private static let uploadedLimit = 1 << 30

  /// The profiles of a source.
  struct Source {
    let name: String
    let origin: ShelfEntry.Origin
    let all: [ReadProfile]
    var kind: ProfileKind?
  }

  init(_ reading: ReadingOptions) {
    var reading = reading
    // Messages are shown in the page.
    reading.quiet = true
    self.reading = reading
  }

  /// Reads a file, a URL, or standard input.
  ///
  /// - Throws: a `FileError`.
  func source(_ path: SystemPath) throws -> Source {
    let name = InputFile.name(of: path)
    if path != "-", !ServiceURL.isOne(path), let status = try? FileStatus.of(path),
      status.kind == .regular
    {
      return Source(name: name, origin: .file(path, status), all: try reading.readAll(path))
    }
    let (bytes, incomplete) = try reading.loadedBytes(of: path)
    let isAddress = ServiceURL.isOne(path)
    var all = try loaded(bytes, name, from: isAddress ? path : nil)
    for index in all.indices where all[index].notes.incomplete == nil {
      all[index].notes.incomplete = incomplete
    }
    return Source(
      name: name, origin: isAddress ? .service(path, bytes) : .memory(bytes), all: all)
  }

  /// Reads a file again, if it is still a regular file: reading anything else might never begin or end.
  ///
  /// - Throws: a `FileError`.
  func file(_ path: SystemPath) throws -> Source {
    guard try FileStatus.of(path)?.kind ?? .regular == .regular else {
      throw FileError(InputFile.name(of: path), "is not a regular file any more")
    }
    return try source(path)
  }

  /// Reads an upload from a browser.
  func uploaded(_ bytes: [UInt8], named name: String) throws -> Source {
    let reading = ofUploads
    return Source(
      name: name, origin: .memory(bytes), all: try ShelfReading(reading).loaded(bytes, name))
  }

  /// The error that a file has changed since it was read.
  static func changed(_ entry: ShelfEntry) -> ServedError {
    ServedError(409, "\(entry.name) has changed since it was read; read it again")
  }

  /// The options for uploads: an uploaded profile must not make the server read files of this machine.
  private var ofUploads: ReadingOptions {
    var reading = reading
    reading.maxSize = reading.maxSize ?? Self.uploadedLimit
    reading.symbolize = false
    return reading
  }

  private func loaded(
    _ bytes: [UInt8], _ name: String, from address: SystemPath? = nil
  ) throws -> [ReadProfile] {
    do { return try reading.readAll(loaded: bytes, named: name, from: address) } catch {
      throw FileError(name, error)
    }
  }

  /// Reads one profile again.
  ///
  /// - Throws: a `ServedError` if its file has changed since; a `FileError`.
  func again(_ entry: ShelfEntry, _ how: ReportReading) throws -> ReadProfile {
    let usual = entry.upload == nil ? reading : ofUploads
    var reading = how.namePurpose.map(usual.comparingNames) ?? usual
    reading.nth = entry.nth ?? reading.nth
    func loaded(_ bytes: [UInt8], _ address: SystemPath?) throws -> ReadProfile {
      do {
        return try reading.read(
          loaded: bytes, named: entry.name, from: address, keepsOrder: how.keepsOrder)
      } catch {
        throw FileError(entry.name, error)
      }
    }
    switch entry.origin {
    case .file(let path, _):
      guard !entry.isChanged else {
        throw Self.changed(entry)
      }
      return try reading.read(path, keepsOrder: how.keepsOrder)
    case .service(let path, let bytes): return try loaded(bytes, path)
    case .memory(let bytes): return try loaded(bytes, nil)
    }
  }
}
