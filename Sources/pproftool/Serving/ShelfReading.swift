import ProfileAnalysis
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// Reads what a server shows, at the beginning and again.
struct ShelfReading: Sendable {
  let reading: ReadingOptions
  /// How much an upload may inflate to.
  private static let uploadedLimit = 1 << 30

  /// What was read of a source.
  struct Source {
    let name: String
    let origin: ShelfEntry.Origin
    let all: [ReadProfile]
    var kind: ProfileKind?
  }

  init(_ reading: ReadingOptions) {
    var reading = reading
    // What there is to say is shown in the page.
    reading.quiet = true
    self.reading = reading
  }

  /// Reads a file, an address, or standard input.
  ///
  /// - Throws: a `FileError`.
  func source(_ path: SystemPath) throws -> Source {
    let name = InputFile.name(of: path)
    if path != "-", !ServiceURL.isOne(path), let status = try? FileStatus.of(path),
      status.kind == .regular
    {
      return Source(name: name, origin: .file(path, status), all: try reading.readAll(path))
    }
    let (bytes, doubt) = try reading.heldBytes(of: path)
    let isAddress = ServiceURL.isOne(path)
    var all = try held(bytes, name, from: isAddress ? path : nil)
    for place in all.indices where all[place].notes.incomplete == nil {
      all[place].notes.incomplete = doubt
    }
    return Source(
      name: name, origin: isAddress ? .service(path, bytes) : .held(bytes), all: all)
  }

  /// Reads a file once more: what is one no longer may have no end, or never begin.
  ///
  /// - Throws: a `FileError`.
  func file(_ path: SystemPath) throws -> Source {
    guard try FileStatus.of(path)?.kind ?? .regular == .regular else {
      throw FileError(InputFile.name(of: path), "is not a regular file any more")
    }
    return try source(path)
  }

  /// Reads what came from a browser.
  func uploaded(_ bytes: [UInt8], named name: String) throws -> Source {
    let reading = ofUploads
    return Source(
      name: name, origin: .held(bytes), all: try ShelfReading(reading).held(bytes, name))
  }

  /// That what was read and what is there are not the same.
  static func changed(_ entry: ShelfEntry) -> ServedError {
    ServedError(409, "\(entry.name) has changed since it was read; read it again")
  }

  /// How uploads are read: what one names is no reason to look into files of this machine.
  private var ofUploads: ReadingOptions {
    var reading = reading
    reading.maxSize = reading.maxSize ?? Self.uploadedLimit
    reading.symbolize = false
    return reading
  }

  private func held(
    _ bytes: [UInt8], _ name: String, from address: SystemPath? = nil
  ) throws -> [ReadProfile] {
    do { return try reading.readAll(held: bytes, named: name, from: address) } catch {
      throw FileError(name, error)
    }
  }

  /// Reads one profile once more.
  ///
  /// - Throws: a `ServedError` if its file has changed since; a `FileError`.
  func again(_ entry: ShelfEntry, _ how: ReportReading) throws -> ReadProfile {
    let usual = entry.upload == nil ? reading : ofUploads
    var reading = how.namePurpose.map(usual.comparingNames) ?? usual
    reading.nth = entry.nth ?? reading.nth
    func held(_ bytes: [UInt8], _ address: SystemPath?) throws -> ReadProfile {
      do {
        return try reading.read(
          held: bytes, named: entry.name, from: address, keepsOrder: how.keepsOrder)
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
    case .service(let path, let bytes): return try held(bytes, path)
    case .held(let bytes): return try held(bytes, nil)
    }
  }
}
