/// Where in an assertion something stands, counted in Unicode scalars from 1.
///
/// All columns are equal: two assertions are the same when they say the same, wherever their parts
/// stand.
public struct SourceColumn: Equatable, Sendable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public static func == (left: Self, right: Self) -> Bool { true }
}
