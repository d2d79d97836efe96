/// Function names shortened for drawing: without their path or namespace.
///
/// `github.com/acme/pool/v2.(*Pool).Get` becomes `pool.(*Pool).Get`, `com.acme.Bar.run(int)` becomes
/// `Bar.run`, `std::pool::Cache::get` becomes `Cache::get`.
enum ShortName {
  /// The rules are `go tool pprof`'s, which are made for Go, Java and C++, in this order.
  static func of(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var name = name
    let anonymous = "(anonymous namespace)::"
    if name.starts(with: anonymous.utf8) { name = name.dropFirst(anonymous.utf8.count) }
    let plain = withoutVersion(name)[...]
    return Array(goName(plain) ?? javaName(plain) ?? cppName(plain) ?? plain)
  }

  /// Removes the first `/v2` or higher that precedes a dot or a slash.
  private static func withoutVersion(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard !name.contains(.newline) else { return Array(name) }
    for index in name.indices where name[index...].starts(with: "/v".utf8) {
      let digits = name[(index + 2)...].prefix { $0.isDigit }
      guard let first = digits.first, let next = name[digits.endIndex...].first else { continue }
      let isVersion =
        digits.count == 1 ? (0x32...0x39).contains(first) : first != 0x30
      guard isVersion, next == .dot || next == .slash else { continue }
      return Array(name[..<index] + name[digits.endIndex...])
    }
    return Array(name)
  }

  /// The part after the folders of a Go package: `(?:[\w\-\.]+\/)+([^.]+\..+)`, the last match.
  private static func goName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var starts: [Int] = []
    var start = name.startIndex
    while true {
      let part = name[start...].prefix { $0.isWord || $0 == .dot || $0 == UInt8(ascii: "-") }
      guard !part.isEmpty, name[part.endIndex...].first == .slash else { break }
      start = part.endIndex + 1
      starts.append(start)
    }
    // The dot behind each start is that behind the next one, unless there is one between them.
    var (dot, end) = (Int?.none, name.endIndex)
    for start in starts.reversed() {
      dot = name[start..<end].firstIndex(of: .dot) ?? dot
      end = start
      guard let dot, dot > start else { continue }
      let tail = name[(dot + 1)...].prefix { $0 != .newline }
      if !tail.isEmpty { return name[start..<tail.endIndex] }
    }
    return nil
  }

  /// The class and the method of a Java name:
  /// `^(?:[a-z]\w*\.)*([A-Z][\w\$]*\.(?:<init>|[a-z][\w\$]*(?:\$\d+)?))(?:\(|$)`.
  private static func javaName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var start = name.startIndex
    while let first = name[start...].first, first.isLowercase {
      let part = name[start...].prefix { $0.isWord }
      guard name[part.endIndex...].first == .dot else { return nil }
      start = part.endIndex + 1
    }
    guard let first = name[start...].first, first.isUppercase else { return nil }
    let type = name[start...].prefix { $0.isWord || $0 == UInt8(ascii: "$") }
    guard name[type.endIndex...].first == .dot else { return nil }
    var end = type.endIndex + 1
    if name[end...].starts(with: "<init>".utf8) {
      end += 6
    } else {
      guard let first = name[end...].first, first.isLowercase else { return nil }
      end = name[end...].prefix { $0.isWord || $0 == UInt8(ascii: "$") }.endIndex
    }
    guard name[end...].first.map({ $0 == UInt8(ascii: "(") }) ?? true else { return nil }
    return name[start..<end]
  }

  /// The class and the method of a C++ name:
  /// `^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)`, the last that fits.
  private static func cppName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var starts: [Int] = []
    var start = name.startIndex
    while let end = endOfScope(name, start) {
      start = end
      starts.append(start)
    }
    for start in starts.reversed() {
      let letter = name[start...].drop { $0 == UInt8(ascii: "_") }
      guard letter.first?.isUppercase == true, var end = endOfScope(name, start) else { continue }
      if name[end...].first == UInt8(ascii: "~") { end += 1 }
      guard let first = name[end...].first, first.isWord, !first.isDigit else { continue }
      end = name[end...].prefix { $0.isWord }.endIndex
      if name[end...].first == UInt8(ascii: "<") {
        let line = name[end...].prefix { $0 != .newline }
        if let close = line.lastIndex(of: UInt8(ascii: ">")) { end = close + 1 }
      }
      return name[start..<end]
    }
    return nil
  }

  /// The index after `name::`, if that is here.
  private static func endOfScope(_ name: ArraySlice<UInt8>, _ start: Int) -> Int? {
    guard let first = name[start...].first, first.isWord, !first.isDigit else { return nil }
    let end = name[start...].prefix { $0.isWord }.endIndex
    return name[end...].starts(with: "::".utf8) ? end + 2 : nil
  }
}

extension UInt8 {
  fileprivate static let newline = UInt8(ascii: "\n")
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate static let slash = UInt8(ascii: "/")

  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isLowercase: Bool { (0x61...0x7a).contains(self) }
  fileprivate var isUppercase: Bool { (0x41...0x5a).contains(self) }
  /// A letter, a digit or an underscore.
  fileprivate var isWord: Bool {
    isDigit || isLowercase || isUppercase || self == UInt8(ascii: "_")
  }
}
