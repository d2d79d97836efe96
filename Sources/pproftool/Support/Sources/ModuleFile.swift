import ProfileFormats
import ProfileModel
import ProfileSystem

/// A `go.mod` file.
enum ModuleFile {
  /// The path of the module that begins in a folder; nil if none does.
  ///
  /// It stands behind the word `module` on a line of its own, in quotes or not.
  static func modulePath(in folder: SystemPath) -> String? {
    let path = folder.appending("go.mod")
    guard (try? FileStatus.of(path))?.kind == .regular, let file = try? InputFile(path) else {
      return nil
    }
    defer { file.close() }
    var lines = LineSplitter(file.source(), longestLine: 4096)
    while let line = try? lines.next(), lines.lineNumber < 1000 {
      if let path = modulePath(onLine: String(decoding: line, as: UTF8.self)) { return path }
    }
    return nil
  }

  private static func modulePath(onLine line: String) -> String? {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard words.count >= 2, words[0] == "module" else { return nil }
    let path = words[1].filter { $0 != "\"" && $0 != "`" }
    return path.isEmpty || path.hasPrefix("//") ? nil : String(path)
  }
}
