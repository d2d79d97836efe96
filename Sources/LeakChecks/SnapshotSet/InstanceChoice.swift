import ProfileAnalysis
import ProfileModel
package import ProfilePatterns

/// What distinguishes instances.
package enum InstanceChoice: Sendable {
  /// The folder and the part of the name that does not change within one process.
  case auto
  case folder
  /// The part of the name alone.
  case name
  /// A label with one value in all samples of a file.
  case label(String)
  /// The first group of an expression on the path.
  case pattern(Pattern)

  /// Reads `auto`, `folder`, `name`, `label.KEY` or `/RE2/`; nil for anything else.
  ///
  /// - Throws: what is wrong with the expression.
  package init?(_ text: String) throws(PatternError) {
    switch text {
    case "auto": self = .auto
    case "folder": self = .folder
    case "name": self = .name
    case _ where text.hasPrefix("label.") && text.utf8.count > 6:
      self = .label(String(text.dropFirst(6)))
    case _ where text.hasPrefix("/") && text.hasSuffix("/") && text.utf8.count > 2:
      self = .pattern(try Pattern(String(text.dropFirst().dropLast())))
    default: return nil
    }
  }
}

extension MeasuredProfile {
  /// The value of a label that all samples have; nil if they differ or lack it.
  func onlyValue(ofLabel key: String) -> String? {
    guard let key = profile.strings.id(of: key) else { return nil }
    let values = Set(profile.sampleTable.labelSets).map { set in
      profile.labelSets.labels(of: LabelSetID(set)).first { $0.key == key }?.value
        .text(in: profile.strings)
    }
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension InstanceChoice: CustomStringConvertible {
  /// As it is written; reading it again gives the same.
  package var description: String {
    switch self {
    case .auto: "auto"
    case .folder: "folder"
    case .name: "name"
    case .label(let key): "label.\(key)"
    case .pattern(let pattern): "/\(pattern.text)/"
    }
  }
}
