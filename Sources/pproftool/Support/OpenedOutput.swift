import ArgumentParser
import ProfileSystem

/// A picture or a page that is shown in the browser once it is written: `--open`.
struct ShownPicture {
  private let path: SystemPath

  /// Nil unless it is asked for; without a file of its own, the output goes to one in a folder of its user alone.
  ///
  /// - `ending`: how the name of such a file ends.
  /// - Throws: a `ValidationError` for standard output, or why no folder can be made.
  init?(_ isAsked: Bool, _ output: inout OutputOptions, ending: String) throws {
    guard isAsked else { return nil }
    guard output.output != "-" else {
      throw ValidationError("--open needs a file; leave out -o -, or give -o FILE")
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

  /// Opens it, and says where it is: whether a browser comes up is not heard of.
  func show() {
    if Browser.show(path.text) { Message.print("\(path.text) is shown in the browser") }
  }
}
