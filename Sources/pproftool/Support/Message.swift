import ProfileReports
import ProfileSystem

/// Messages for people, one line each, on standard error.
enum Message {
  /// Prints `pproftool: TEXT`. Terminal control characters and invalid UTF-8 are printed as codes.
  static func print(_ text: String) {
    ReadingProgress.shared.end()
    let line = "pproftool: \(SafeText.line(ReversibleText.shown(text)))\n"
    // If standard error is closed, there is no way to report it.
    try? FileDescriptor.standardError.write(Array(line.utf8))
  }
}
