import ProfileAnalysis
import ProfileModel
import ProfilePatterns
import ProfileSystem

/// Matches names against the values of a term: one of them must match.
struct ValueMatcher {
  private enum Value {
    case any
    case pattern(Pattern)
    case text([UInt8])
  }

  private let values: [Value]
  /// Whether a text must be the whole name.
  private let isWhole: Bool

  init(_ values: [SampleSelector.Value], of key: SampleSelector.Key) {
    self.values = values.map { value in
      switch value {
      case .any: .any
      case .pattern(let pattern): .pattern(pattern.compiled)
      case .text(let text): .text(Array(key.normalized(text).utf8))
      }
    }
    isWhole = key.isWhole
  }

  /// Whether a name that is there matches.
  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    values.contains { value in
      switch value {
      case .any: true
      case .pattern(let pattern): pattern.matches(name)
      case .text(let text): isWhole ? name.elementsEqual(text) : name.firstRange(of: text) != nil
      }
    }
  }

  func matches(_ name: String) -> Bool { matches(Array(name.utf8)[...]) }

  /// Whether each text of a table matches; the empty text, which means no name, does not.
  func matches(all table: StringTable) -> [Bool] {
    (0..<table.count).map { $0 > 0 && matches(table.bytes(of: StringID(UInt32($0)))) }
  }
}

extension SampleSelector.Key {
  /// A text as names have it that are compared with it: a function's name may be copied from a report, with its type
  /// arguments.
  fileprivate func normalized(_ text: String) -> String {
    switch self {
    case .frame, .leaf, .root, .site, .createdBy: NormalizedName.withoutTypeArguments(text)
    default: text
    }
  }
}
