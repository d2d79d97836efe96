extension Pattern {
  /// A text as a pattern that matches nothing but the text: `(*conn).write` gives `\(\*conn\)\.write`.
  package static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) {
        result.unicodeScalars.append("\\")
      }
      result.unicodeScalars.append(scalar)
    }
  }
}
