import ProfileModel

extension ReadingOptions {
  /// Reads the profiles that lie directly in a folder, by name, all of a file that holds several; says how
  /// many other files there are.
  ///
  /// - Parameter unreadable: counts those that `--keep-going` leaves out.
  /// - Throws: a `FileError` for the first that cannot be read, and if there is none at all.
  func forEach(
    inFolder folder: String, unreadable: inout Int,
    _ body: (_ path: String, [ReadProfile]) throws -> Void
  ) throws {
    var (count, others) = (0, 0)
    let names = try names(in: folder)
    // The folder itself has been counted as one.
    ReadingProgress.shared.expect(files: names.count - 1)
    for name in names {
      let path = FileSystem.path(of: name, in: folder)
      guard (try? FileStatus.of(path))?.kind == .regular else { continue }
      let profiles: [ReadProfile]?
      do { profiles = try readAllIfProfile(path) } catch let error as FileError where keepGoing {
        Message.print("\(error) (left out)")
        unreadable += 1
        continue
      }
      guard let profiles else {
        others += 1
        continue
      }
      count += profiles.count
      try body(path, profiles)
    }
    guard count > 0 || unreadable > 0 else {
      throw FileError(folder, "there is no profile in this folder")
    }
    if others > 0 {
      warn("\(others) file\(others == 1 ? " is" : "s are") no profile", of: folder)
    }
  }

  private func names(in folder: String) throws -> [String] {
    do { return try FileSystem.names(in: folder) } catch { throw FileError(folder, error) }
  }
}
