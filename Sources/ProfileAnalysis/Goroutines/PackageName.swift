/// The package of a Go function, and whether it belongs to Go itself.
package enum PackageName {
  /// The directories at the top of Go's source tree (1.27, and those that older versions had).
  private static let standardLibrary: Set<String> = [
    "archive", "arena", "bufio", "builtin", "bytes", "cmp", "compress", "container", "context",
    "crypto", "database", "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go",
    "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps", "math", "mime",
    "net",
    "os", "path", "plugin", "reflect", "regexp", "runtime", "simd", "slices", "sort", "strconv",
    "strings", "structs", "sync", "syscall", "testing", "text", "time", "unicode", "unique",
    "unsafe",
    "uuid", "vendor", "weak",
  ]

  /// The package of a function: `github.com/a/b` for `github.com/a/b.(*T).m`; nil when it has none.
  package static func of(_ function: String) -> String? {
    let name = function.utf8
    let end =
      name.firstIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "(") } ?? name.endIndex
    let slash = name[..<end].lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex
    guard let dot = name[slash...].firstIndex(of: UInt8(ascii: ".")) else { return nil }
    return String(function[..<dot])
  }

  /// Whether a function belongs to the runtime or the standard library; `main` does not.
  package static func isStandard(function: String) -> Bool {
    guard let package = of(function) else { return false }
    return standardLibrary.contains(String(package.prefix { $0 != "/" }))
  }
}
