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
    guard !style.isOfLabel(frames.places[name]) else {
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
    let place = frames.places[name]
    self = style.isOfLabel(place) ? .label : place.file.isEmpty ? .unknown : .own(place.file)
  }

  /// What a person calls it.
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
  /// Whether frames at a place are values of a label, whose key stands in the place of their file.
  package func isOfLabel(_ place: NamedFrames.Place) -> Bool {
    place.line == 0 && !place.hasOtherFiles && labels.contains(place.file)
  }
}

extension NamedFrames {
  /// For each name whether a stack may wait there: a label's value stands in stacks and is no code.
  package func areSites(_ style: FlameGraphStyle) -> [Bool] {
    zip(names, places).map { $0.origin == .program && !style.isOfLabel($1) }
  }
}
