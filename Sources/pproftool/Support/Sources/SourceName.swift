import ProfileAnalysis

/// The components of a source file's name, and the relative paths where the file may be found.
///
/// Names follow Go's conventions: `/home/ci/go/pkg/mod/github.com/!burnt!sushi/toml@v1.2.3/decode.go`,
/// `github.com/BurntSushi/toml@v1.2.3/decode.go` and `runtime/proc.go` after `-trimpath`, or
/// `$GOROOT/src/runtime/proc.go`.
struct SourceName {
  /// The path components; none if the path leaves its folder or is invalid.
  private let parts: [String]
  private let isRelative: Bool

  /// The longest path on Linux, and more levels than source trees have.
  private static let (longest, deepest) = (4096, 64)

  init(_ name: [UInt8]) {
    var text = String(decoding: name.prefix(Self.longest + 1), as: UTF8.self)
    // A Windows drive is not a folder.
    if text.utf8.dropFirst().starts(with: ":\\".utf8) {
      text = String(text.map { $0 == "\\" ? "/" : $0 })
    }
    if text.utf8.dropFirst().starts(with: ":/".utf8) { text.removeFirst(2) }
    let parts = text.split(separator: "/").map(String.init).filter { $0 != "." }
    let isUsable =
      name.count <= Self.longest && parts.count <= Self.deepest && !parts.contains("..")
      && !name.contains(0)
    self.parts = isUsable ? parts : []
    isRelative = !text.hasPrefix("/")
  }

  /// Paths in a module cache: the module with its version and what follows. There, a capital letter is written as `!`
  /// and the small one.
  var inModuleCache: [String] {
    guard let version = versioned else { return [] }
    let rest = parts[(version + 1)...]
    return (0...version).map { start in
      (parts[start...version].map(Self.escaped) + rest).joined(separator: "/")
    }
  }

  /// Paths below a `src` folder of Go or of a workspace: what follows each `src`, or the whole name.
  var belowSrc: [String] {
    let behind = parts.indices.filter { parts[$0] == "src" }.map { parts[($0 + 1)...] }
    let all = isRelative ? [parts[...]] : []
    return (all + behind).filter { !$0.isEmpty }.map { $0.joined(separator: "/") }
  }

  /// Paths below a `vendor` folder: what follows `vendor`, or the module without its version.
  var inVendor: [String] {
    var found: [[String]] = []
    if let vendor = parts.lastIndex(of: "vendor") { found.append(Array(parts[(vendor + 1)...])) }
    if let version = versioned {
      let name = String(parts[version].prefix { $0 != "@" })
      let rest = [name] + parts[(version + 1)...]
      found += (0...version).map { Array(parts[$0..<version]) + rest }
    } else if isRelative, parts.first?.contains(".") == true {
      found.append(parts)
    }
    return found.filter { $0.count > 1 }.map { "vendor/" + $0.joined(separator: "/") }
  }

  /// The path inside a module: what follows the module path, with or without a version.
  func inModule(_ path: String) -> String? {
    let module = path.split(separator: "/").map(String.init)
    guard let last = module.last, parts.count > module.count else { return nil }
    let starts = isRelative ? 0..<1 : 0..<(parts.count - module.count)
    let start = starts.first { start in
      let end = start + module.count - 1
      return Array(parts[start..<end]) == module.dropLast()
        && (parts[end] == last || parts[end].hasPrefix("\(last)@"))
    }
    return start.map { parts[($0 + module.count)...].joined(separator: "/") }
  }

  /// The ends of the name, longest first. A whole relative name is not among them, since it was tried before.
  ///
  /// - `least`: the least number of components.
  func tails(of least: Int) -> [String] {
    parts.indices.dropFirst(isRelative ? 1 : 0).filter { parts.count - $0 >= least }.map {
      parts[$0...].joined(separator: "/")
    }
  }

  /// The index of the component with the module's version.
  private var versioned: Int? {
    parts.firstIndex { $0.utf8.dropFirst().contains(UInt8(ascii: "@")) }
  }

  private static func escaped(_ part: String) -> String {
    part.unicodeScalars.reduce(into: "") { result, scalar in
      let isCapital = ("A"..."Z").contains(scalar)
      result += isCapital ? "!\(scalar.properties.lowercaseMapping)" : String(scalar)
    }
  }
}
