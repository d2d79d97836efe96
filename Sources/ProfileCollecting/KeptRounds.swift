package import ProfileSystem

/// Keeps rounds of a service from going with the ring.
package enum KeptRounds {
  /// How many of the newest rounds are kept, besides the oldest.
  private static let newest = 24

  /// The folder that what happened at a time is kept in; the service's own folder lies below it.
  package static func folder(in folder: SystemPath, time: String) -> SystemPath {
    folder.appending(CollectedFolder.kept).appending(time)
  }

  /// Gives the files of the oldest and the newest rounds of a service second names in a folder, or copies them where
  /// the file system has no links.
  ///
  /// - Returns: how many files are kept.
  /// - Throws: a `SystemError` when one cannot be kept.
  package static func keep(
    _ service: TargetName, of folder: SystemPath, in kept: SystemPath
  ) throws(SystemError) -> Int {
    let (source, target) = (service.folder(in: folder), service.folder(in: kept))
    try FileSystem.make(folders: target)
    let files = chosen(RoundFile.all(in: source))
    for file in files {
      try link(source.appending(file.name), to: target.appending(file.name))
    }
    return files.count
  }

  /// How long a service is left alone once it was disturbed for evidence.
  private static let coolDown: Int64 = 3600

  /// Whether something was kept of a service within the last hour, by whichever call.
  package static func isRecent(of service: TargetName, in folder: SystemPath) -> Bool {
    let start = RoundTime.text(ThisProcess.secondsSince1970 - coolDown)
    let kept = folder.appending(CollectedFolder.kept)
    return ((try? FileSystem.entries(in: kept)) ?? []).contains { entry in
      String(decoding: entry.name, as: UTF8.self) > start
        && (try? FileStatus.of(service.folder(in: kept.appending(entry.name)))) != nil
    }
  }

  /// The files of the oldest round and of the newest ones.
  static func chosen(_ files: [RoundFile]) -> [RoundFile] {
    let times = Set(files.map(\.time)).sorted()
    let kept = Set(times.prefix(1) + times.suffix(newest))
    return files.filter { kept.contains($0.time) }
  }

  private static func link(_ file: SystemPath, to name: SystemPath) throws(SystemError) {
    do throws(SystemError) {
      try FileSystem.link(file, to: name)
    } catch  where error != .exists {
      try copy(file, to: name)
    } catch {
      // Kept already.
    }
  }

  private static func copy(_ file: SystemPath, to name: SystemPath) throws(SystemError) {
    let source = try FileDescriptor.reading(file)
    defer { try? source.close() }
    let part = try PartFile(for: name)
    do throws(SystemError) {
      while true {
        let block = try source.read(upTo: 256 << 10)
        if block.isEmpty { break }
        try part.file.write(block)
      }
      try part.complete()
    } catch {
      part.remove()
      throw error
    }
  }
}
