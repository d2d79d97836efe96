import ProfileAnalysis
import ProfileSystem

/// Where a profile comes from, as its rows tell.
package struct RowOrigin: Sendable {
  /// The path of its file as it was given.
  package var file: [UInt8]
  package var service = ""
  package var version = ""
  package var instance = ""
  /// When it was taken, in nanoseconds since 1970; nil if unknown.
  package var time: Int64?
  /// For example `heap`.
  package var kind = ""
  /// Further attributes from the path.
  package var attributes: [(key: String, value: String)] = []
  /// Why it is known to be a part.
  package var incomplete: String?

  package init(file: [UInt8]) { self.file = file }

  /// The path as people see it: bytes that are no UTF-8 as `\xff`.
  var fileText: String { SystemPath(file).text }

  /// The profile's id in all tables.
  var identifier: String { SHA1.digest(of: file).prefix(8).hexadecimal }
}
