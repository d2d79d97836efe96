/// What a client asks, as it came: nothing is decoded.
package struct HTTPRequest: Equatable, Sendable {
  package var method: String
  /// The path and the query, as they stand in the first line.
  package var target: [UInt8]
  /// The header's fields in the order they came, a name as often as it came.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// Whether the body has come; before, only the header is known.
  package var isWhole: Bool
  /// Whether the client has hung up, so that nobody waits for an answer; to be asked only until there is one.
  package var isGone: @Sendable () -> Bool

  package init(
    _ method: String, _ target: [UInt8], _ headers: [(name: String, value: String)],
    body: [UInt8] = [], isWhole: Bool = false, isGone: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.method, self.target, self.headers) = (method, target, headers)
    (self.body, self.isWhole, self.isGone) = (body, isWhole, isGone)
  }

  /// All values of a field, whose name may be in any case.
  package func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The value of a field that is there once; nil if it is not.
  package func value(_ name: String) -> String? {
    let values = values(name)
    return values.count == 1 ? values[0] : nil
  }

  /// How many bytes it says that its body has; 0 if it does not say so.
  package var length: Int { max(0, value("content-length").flatMap { Int($0) } ?? 0) }

  package static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    left.method == right.method && left.target == right.target && left.body == right.body
      && left.isWhole == right.isWhole
      && left.headers.elementsEqual(right.headers, by: { $0 == $1 })
  }
}
