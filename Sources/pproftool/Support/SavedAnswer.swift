import ProfileAnalysis
import ProfileFetching
import ProfileReports
import ProfileSystem

/// A saved copy of a response; it gets its final name once it is complete and is a profile.
final class SavedAnswer: @unchecked Sendable {
  private let url: ServiceURL
  private let folder: SystemPath
  private var file: PendingFile?
  /// The path of the file, or of the folder before the file exists.
  private var path: SystemPath

  /// - Throws: why nothing can be saved in the folder.
  init(of url: ServiceURL, in folder: SystemPath) throws {
    (self.url, self.folder) = (url, folder)
    path = folder
    try FileError.named(folder.text) { try FileSystem.make(folder: folder) }
  }

  /// Appends bytes.
  func add(_ block: [UInt8]) throws {
    guard !block.isEmpty else { return }
    do {
      if file == nil { try begin(isGzip: block.starts(with: [0x1F, 0x8B])) }
      try file?.file.write(block)
    } catch {
      throw FileError(path.text, error)
    }
  }

  private func begin(isGzip: Bool) throws {
    path = try freePath(ending: "\(url.profileName).\(isGzip ? "pb.gz" : "txt")")
    file = try PendingFile(at: path, inPlaceOf: nil, goesWithProgram: true)
  }

  /// An unused path, also for a second profile in the same second.
  private func freePath(ending: String) throws -> SystemPath {
    let time = Timestamp(nanoseconds: ThisProcess.secondsSince1970 * 1_000_000_000).compact
    var name = "\(url.fileName).\(time)"
    var number = 1
    while try FileStatus.of(folder.appending("\(name).\(ending)"), following: false) != nil {
      number += 1
      name = "\(url.fileName)-\(number).\(time)"
    }
    return folder.appending("\(name).\(ending)")
  }

  /// Gives the file its final name.
  func complete() throws {
    do { try file?.complete() } catch { throw FileError(path.text, error) }
    if file != nil { Message.print("saved \(path.text)") }
    file = nil
  }

  /// Removes the copy, unless it is complete.
  func remove() {
    file?.remove()
    file = nil
  }
}
