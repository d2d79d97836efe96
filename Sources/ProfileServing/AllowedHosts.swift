/// The names by which the server may be asked: another name that leads here is how a page elsewhere would read it
/// (DNS rebinding).
struct AllowedHosts: Sendable {
  private let names: Set<String>

  private static let loopback: Set = ["127.0.0.1", "localhost", "[::1]"]

  /// - `others`: names by which a proxy or a tunnel asks.
  /// - `isRemote`: whether others than this machine ask, so that its own names are none.
  init(_ others: [String], isRemote: Bool) {
    names = Set(others.map { $0.lowercased() }).union(isRemote ? [] : Self.loopback)
  }

  /// Whether a `Host` field names the server, with any port: a tunnel sends its own.
  func contain(_ field: String) -> Bool {
    let field = field.lowercased()
    let end = field.lastIndex(of: ":") ?? field.endIndex
    // The colons of [::1] are no port's.
    guard end < field.endIndex, !field.hasSuffix("]") else { return names.contains(field) }
    let port = field[field.index(after: end)...]
    return !port.isEmpty && port.utf8.allSatisfy { 48...57 ~= $0 }
      && names.contains(String(field[..<end]))
  }
}
