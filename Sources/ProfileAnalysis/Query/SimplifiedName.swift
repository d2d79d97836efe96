/// Function names without their arguments, as `go tool pprof` cuts them before it prunes.
package enum SimplifiedName {
  private static let kept = ["(anonymous namespace)", "operator()"].map { Array($0.utf8) }

  /// The name up to the first bracket that opens arguments, and without a dot at the start.
  ///
  /// `work(int)` gives `work`, `operator()(int)` gives `operator()`; of a Go method `pkg.(*T).Get` only
  /// `pkg.` is left.
  package static func of(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let name = name.first == UInt8(ascii: ".") ? name.dropFirst() : name
    var position = name.startIndex
    while position < name.endIndex {
      if let word = kept.first(where: { name[position...].starts(with: $0) }) {
        position += word.count
      } else if name[position] == UInt8(ascii: "(") {
        return name[..<position]
      } else {
        position += 1
      }
    }
    return name
  }
}
