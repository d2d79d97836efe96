import ProfileReports
import ProfileSystem

/// Words for a person, a line each on standard error.
enum Message {
  /// Prints `pproftool: TEXT`; what could act on a terminal, or is no UTF-8, is printed as its code.
  static func print(_ text: String) {
    ReadingProgress.shared.end()
    let line = "pproftool: \(SafeText.line(ReversibleText.shown(text)))\n"
    // There is nobody to tell when standard error itself is closed.
    try? FileDescriptor.standardError.write(Array(line.utf8))
  }
}
