/// A format that a profile can be read from.
public enum SourceFormat: String, CaseIterable, Sendable {
  case pprof
  case folded
}
