import ProfileFormats
import ProfileModel
import ProfileSystem

/// A `go.mod` file.
enum ModuleFile {
  /// The module path in a folder's go.mod; nil without one.
  ///
  /// It follows the keyword `module` on its own line, quoted or not.
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
    let fields = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard fields.count >= 2, fields[0] == "module" else { return nil }
    let path = fields[1].filter { $0 != "\"" && $0 != "`" }
    return path.isEmpty || path.hasPrefix("//") ? nil : String(path)
  }
}
