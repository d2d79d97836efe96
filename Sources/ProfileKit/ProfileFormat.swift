import ProfileFormats

/// A format that profiles are read from.
///
///     let profile = try Profile(contentsOf: "stacks.txt", from: .folded)
///
/// Without one, the format is recognized by the content. Name it where the content does not say enough: rules do not
/// apply to folded stacks, which do not say what was counted, unless the caller does.
public struct ProfileFormat: Hashable, Sendable, CustomStringConvertible {
  /// The name, as in `pproftool info` and in the article on formats: `pprof`, `folded`, `go-dump`.
  public let name: String

  /// pprof's protobuf.
  public static let pprof = ProfileFormat(.pprof)
  /// Folded stacks: `main;work 42`.
  public static let folded = ProfileFormat(.folded)
  /// Every format.
  public static let all = InputFormat.all.map { ProfileFormat($0) }

  /// The format with a name; nil if there is none.
  public init?(name: String) {
    guard let format = InputFormat(name: name) else { return nil }
    self.init(format)
  }

  private init(_ format: InputFormat) { name = format.name }

  /// The name.
  public var description: String { name }

  /// Its reader.
  var input: InputFormat? { InputFormat(name: name) }
}
