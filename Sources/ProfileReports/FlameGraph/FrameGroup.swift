package import ProfileAnalysis

/// What frames have in common that have the same colour.
package enum FrameGroup: Hashable, Sendable {
  /// A package, or a file.
  case own(String)
  case runtime, standardLibrary
  /// A file that is not known.
  case unknown
  /// Values of labels, which are no part of the program.
  case label

  /// The package of a name.
  package init(packageOf name: Int, in frames: NamedFrames, _ style: FlameGraphStyle) {
    let parts = frames.names[name]
    guard !style.isOfLabel(frames.sources[name]) else {
      self = .label
      return
    }
    switch parts.origin {
    case .runtime: self = .runtime
    case .standardLibrary: self = .standardLibrary
    case .program: self = .own(String(decoding: parts.text[parts.group], as: UTF8.self))
    }
  }

  /// The file that a name is in.
  init(fileOf name: Int, in frames: NamedFrames, _ style: FlameGraphStyle) {
    let source = frames.sources[name]
    self = style.isOfLabel(source) ? .label : source.file.isEmpty ? .unknown : .own(source.file)
  }

  /// Its name for people.
  package var text: String {
    switch self {
    case .own(let name): name.isEmpty ? "no name" : name
    case .runtime: "runtime"
    case .standardLibrary: "standard library"
    case .unknown: "unknown file"
    case .label: "labels"
    }
  }
}

extension FlameGraphStyle {
  /// Whether frames are values of a label, whose key is then their file.
  package func isOfLabel(_ source: NamedFrames.Source) -> Bool {
    source.line == 0 && !source.hasOtherFiles && labels.contains(source.file)
  }
}

extension NamedFrames {
  /// For each name whether a stack may wait there; a label's value is a frame but no code.
  package func areSites(_ style: FlameGraphStyle) -> [Bool] {
    zip(names, sources).map { $0.origin == .program && !style.isOfLabel($1) }
  }
}
