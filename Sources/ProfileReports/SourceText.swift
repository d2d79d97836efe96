/// Writes where a function is: `stream.go:19` with its path.
package enum SourceText {
  /// The file and, if it is known, the line; empty if the file is not known.
  package static func text(file: String, line: Int64) -> String {
    file.isEmpty || line <= 0 ? file : "\(file):\(line)"
  }
}
