/// Names of Java's methods, with their classes.
enum JavaFrameName {
  /// A name in which lambdas have neither a number nor the address of their class, which differ from run to run.
  static func withoutNumbers(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard let lambda = name.firstRange(of: "$$Lambda") else { return Array(name) }
    let rest = name[lambda.upperBound...]
    let method = rest.lastIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
    return Array(name[..<lambda.upperBound] + rest[method...])
  }
}
