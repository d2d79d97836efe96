import ArgumentParser
import ProfileSystem

extension SystemPath: ExpressibleByArgument {
  /// The path that an argument stands for, as `ThisProcess.arguments` gave it.
  init(argument: String) { self.init(ReversibleText.bytes(of: argument)) }

  var defaultValueDescription: String { text }

  static var defaultCompletionKind: CompletionKind { .file() }
}

extension SystemPath {
  /// The parts of a list with colons, as of the variable `PATH`; none of an empty text.
  var listed: [SystemPath] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { SystemPath($0) }
  }
}

/// Which arguments may be any bytes.
enum PathArgument {
  /// A text of a command that holds bytes which are no UTF-8; paths, which may, hold no text.
  ///
  /// It looks at all that was parsed, so that no option has to remember to.
  static func strayText(in value: Any) -> String? {
    if let text = value as? String { return ReversibleText.hasPlaceholder(text) ? text : nil }
    for child in Mirror(reflecting: value).children {
      if let text = strayText(in: child.value) { return text }
    }
    return nil
  }
}
