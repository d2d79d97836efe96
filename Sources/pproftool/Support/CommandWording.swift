import ProfileAnalysis

/// Errors of libraries in the words of a command line: which option helps.
enum CommandWording {
  /// What is wrong, and what to do about it.
  static func text(of error: any Error) -> String {
    advice(for: error).map { "\(error)\($0)" } ?? "\(error)"
  }

  private static func advice(for error: any Error) -> String? {
    switch error {
    default: nil
    }
  }
}
