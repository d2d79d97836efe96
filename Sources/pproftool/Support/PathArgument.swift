import ArgumentParser
import ProfileSystem

extension SystemPath: ExpressibleByArgument {
  /// The path of an argument, whose bytes `ThisProcess.arguments` preserved.
  init(argument: String) { self.init(ReversibleText.bytes(of: argument)) }

  var defaultValueDescription: String { text }

  static var defaultCompletionKind: CompletionKind { .file() }
}

extension SystemPath {
  /// The elements of a colon-separated list, as in `PATH`; none if it is empty.
  var listed: [SystemPath] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { SystemPath($0) }
  }
}

/// The check that only paths contain invalid UTF-8.
enum PathArgument {
  /// The first text argument that is not UTF-8; paths may be.
  ///
  /// It walks everything that was parsed, so that no option has to check for itself.
  static func strayText(in value: Any) -> String? {
    if let text = value as? String { return ReversibleText.hasPlaceholder(text) ? text : nil }
    for child in Mirror(reflecting: value).children {
      if let text = strayText(in: child.value) { return text }
    }
    return nil
  }
}
