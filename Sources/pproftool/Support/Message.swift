import ProfileReports

/// Words for a person, a line each on standard error.
enum Message {
  /// Prints `pproftool: TEXT`; what could act on a terminal is printed as its code.
  static func print(_ text: String) {
    ReadingProgress.shared.end()
    let line = "pproftool: \(SafeText.line(text))\n"
    // There is nobody to tell when standard error itself is closed.
    try? FileDescriptor.standardError.write(Array(line.utf8))
  }
}
