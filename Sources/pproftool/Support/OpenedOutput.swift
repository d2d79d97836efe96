import ArgumentParser
import ProfileSystem

/// An output that `--open` shows in the browser once it is written.
struct OpenedOutput {
  private let path: SystemPath

  /// Nil without `--open`. Without an output file, the output goes to a new private folder.
  ///
  /// - `ending`: the ending of the new file's name.
  /// - Throws: a `ValidationError` for standard output, or a `FileError` if no folder can be made.
  init?(_ isAsked: Bool, _ output: inout OutputOptions, ending: String) throws {
    guard isAsked else { return nil }
    guard output.output != "-" else {
      throw ValidationError("--open needs a file; leave out -o -, or give -o FILE")
    }
    if let path = output.output, let status = try? FileStatus.of(path), status.kind != .regular {
      throw ValidationError("--open needs a file, and \(path.text) is not one")
    }
    if output.output == nil {
      let folder = ThisProcess.environment("TMPDIR").map { SystemPath($0) } ?? "/tmp"
      do {
        output.output = try FileSystem.makePrivateFolder(in: folder, named: "pproftool")
          .appending("profile\(ending)")
      } catch {
        throw FileError(folder.text, error)
      }
    }
    path = output.output ?? ""
  }

  /// Opens the file and prints its path, since a browser may be on another screen.
  func open() {
    if Browser.show(path.text) { Message.print("\(path.text) is shown in the browser") }
  }
}
