import ProfileSystem

/// Where Go keeps sources on this machine: by environment variables, and at the usual paths.
struct GoFolders {
  /// Module caches: folders of modules with versions.
  let moduleCaches: [String]
  /// The `src` folders of Go itself and of workspaces.
  let sources: [String]

  /// - Parameter environment: the value of a variable; nil if it is not set.
  init(environment: @escaping (String) -> String? = Self.variable) {
    let value = { (name: String) in environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    let home = value("HOME")
    let workspaces =
      value("GOPATH")?.split(separator: ":").map(String.init) ?? home.map { ["\($0)/go"] } ?? []
    moduleCaches = value("GOMODCACHE").map { [$0] } ?? workspaces.map { "\($0)/pkg/mod" }
    let roots =
      [value("GOROOT")].compactMap { $0 } + Self.rootsOnPath(value("PATH") ?? "")
      + Self.usualRoots + Self.folders(in: "/usr/lib", beginning: "go-")
      + (home.map { Self.folders(in: "\($0)/sdk", beginning: "go") } ?? [])
      + moduleCaches.flatMap { Self.folders(in: "\($0)/golang.org", beginning: "toolchain@") }
    sources = (roots + workspaces).map { "\($0)/src" }
  }

  /// An environment variable as text; Go's own are UTF-8.
  static func variable(_ name: String) -> String? {
    ThisProcess.environment(name).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let usualRoots = [
    "/usr/local/go", "/usr/lib/go", "/usr/lib/golang", "/usr/share/go", "/opt/go",
    "/snap/go/current",
    "/opt/homebrew/opt/go/libexec", "/usr/local/opt/go/libexec",
  ]

  /// The root of each `go` on `PATH`: the parent of its `bin` folder.
  private static func rootsOnPath(_ path: String) -> [String] {
    path.split(separator: ":").compactMap { folder in
      let program = FileSystem.resolved(SystemPath("\(folder)/go"))
        .map { String(decoding: $0.bytes, as: UTF8.self) }
      guard let program, program.hasSuffix("/bin/go") else { return nil }
      return String(program.dropLast("/bin/go".utf8.count))
    }
  }

  /// Folders whose names are a prefix and a version, newest first.
  private static func folders(in parent: String, beginning prefix: String) -> [String] {
    let names = ((try? FileSystem.entries(in: SystemPath(parent))) ?? [])
      .map { String(decoding: $0.name, as: UTF8.self) }.filter { $0.hasPrefix(prefix) }
    return names.sorted { version($1).lexicographicallyPrecedes(version($0)) }.map {
      "\(parent)/\($0)"
    }
  }

  /// The numbers in a name, in order.
  private static func version(_ name: String) -> [Int] {
    name.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }
}
