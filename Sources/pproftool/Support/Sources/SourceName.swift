import ProfileAnalysis

/// The name of a source file in a profile, taken apart: what it may be called in other places than it says.
///
/// Names are those of Go: `/home/ci/go/pkg/mod/github.com/!burnt!sushi/toml@v1.2.3/decode.go`,
/// `github.com/BurntSushi/toml@v1.2.3/decode.go` and `runtime/proc.go` behind `-trimpath`, or
/// `$GOROOT/src/runtime/proc.go`. All that is given is relative to a folder.
struct SourceName {
  /// The parts of the path; none of a path that leads out of its folder, or that no system would open.
  private let parts: [String]
  private let isRelative: Bool

  /// As long as a path may be on Linux, and deeper than sources lie.
  private static let (longest, deepest) = (4096, 64)

  init(_ name: [UInt8]) {
    var text = String(decoding: name.prefix(Self.longest + 1), as: UTF8.self)
    // The drive of a path of Windows is no folder here.
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

  /// Where it is in a module cache: what follows any folder up to a module with its version, in which a
  /// capital letter stands as `!` and the small one.
  var inModuleCache: [String] {
    guard let version = versioned else { return [] }
    let rest = parts[(version + 1)...]
    return (0...version).map { start in
      (parts[start...version].map(Self.escaped) + rest).joined(separator: "/")
    }
  }

  /// Where it is among the sources of Go, or in a workspace: what follows a folder `src`, or all of it.
  var belowSrc: [String] {
    let behind = parts.indices.filter { parts[$0] == "src" }.map { parts[($0 + 1)...] }
    let all = isRelative ? [parts[...]] : []
    return (all + behind).filter { !$0.isEmpty }.map { $0.joined(separator: "/") }
  }

  /// Where it is beside a folder `vendor`: what follows one, or the module without its version.
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

  /// Where it is in a module: what follows the module's path, with a version or without.
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

  /// Its ends, the longest first; not all of a relative name, which is looked for before.
  ///
  /// - `least`: how many parts one has to have.
  func tails(of least: Int) -> [String] {
    parts.indices.dropFirst(isRelative ? 1 : 0).filter { parts.count - $0 >= least }.map {
      parts[$0...].joined(separator: "/")
    }
  }

  /// The part that ends a module's path with its version.
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
