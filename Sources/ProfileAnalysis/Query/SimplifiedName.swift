/// Function names without their arguments, as the reference cuts them before it prunes.
package enum SimplifiedName {
  private static let kept = ["(anonymous namespace)", "operator()"].map { Array($0.utf8) }

  /// The name up to the first bracket that opens arguments, and without a dot at the start.
  ///
  /// `work(int)` gives `work`, `operator()(int)` gives `operator()`; of a Go method `pkg.(*T).Get` only
  /// `pkg.` is left.
  package static func of(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let name = name.first == UInt8(ascii: ".") ? name.dropFirst() : name
    var place = name.startIndex
    while place < name.endIndex {
      if let word = kept.first(where: { name[place...].starts(with: $0) }) {
        place += word.count
      } else if name[place] == UInt8(ascii: "(") {
        return name[..<place]
      } else {
        place += 1
      }
    }
    return name
  }
}
