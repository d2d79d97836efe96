import ProfileSystem

/// The files that are being written: each takes its name when it is whole, and goes when the program is ended before.
package final class PartFiles: @unchecked Sendable {
  package static let shared = PartFiles()

  private let monitor = Monitor()
  private var paths: Set<SystemPath> = []

  private init() {}

  func add(_ path: SystemPath) { monitor.locked { _ = paths.insert(path) } }
  func remove(_ path: SystemPath) { monitor.locked { _ = paths.remove(path) } }

  /// Removes what is not whole yet; the program ends at once after it.
  package func removeAll() {
    monitor.locked { for path in paths { FileSystem.remove(path) } }
  }
}

/// A file that appears under its name when it is whole: `.NAME.PID.part` until then.
struct PartFile {
  let file: FileDescriptor
  let path: SystemPath
  private let target: SystemPath

  init(for target: SystemPath) throws(SystemError) {
    self.target = target
    path = target.folder.appending(
      "." + String(decoding: target.fileName, as: UTF8.self) + ".\(ThisProcess.id).part")
    // One of a process that had this number before.
    FileSystem.remove(path)
    file = try .creating(path, permissions: 0o666)
    PartFiles.shared.add(path)
  }

  /// Gives the file its name, which nothing may have.
  func complete() throws(SystemError) {
    try file.sync()
    try FileSystem.rename(path, toNew: target)
    PartFiles.shared.remove(path)
    // Closed last, so that giving the file up after a failure cannot close a number that another thread has by now.
    // Errors of the disk have been reported already.
    try? file.close()
  }

  func remove() {
    try? file.close()
    FileSystem.remove(path)
    PartFiles.shared.remove(path)
  }

  /// Removes what processes left behind that run no more.
  static func removeLeftovers(in folder: SystemPath) {
    for entry in (try? FileSystem.entries(in: folder)) ?? [] {
      let words = entry.name.split(separator: UInt8(ascii: "."))
      guard entry.name.first == UInt8(ascii: "."),
        words.last.map({ $0.elementsEqual("part".utf8) }) ?? false,
        let id = words.dropLast().last.flatMap({ Int32(String(decoding: $0, as: UTF8.self)) }),
        id > 0, id == ThisProcess.id || !ThisProcess.isRunning(id)
      else { continue }
      FileSystem.remove(folder.appending(entry.name))
    }
  }
}
