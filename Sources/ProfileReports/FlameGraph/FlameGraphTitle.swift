package import ProfileAnalysis
import ProfileModel

/// The default title: the program and what was measured, as in `event-router · memory in use`.
package struct FlameGraphTitle {
  package let text: String
  /// The title of a flame graph of two profiles.
  package let comparison: String

  private static let measures: [String: String] = [
    "inuse_space": "memory in use", "inuse_objects": "objects in use",
    "alloc_space": "memory allocated", "alloc_objects": "objects allocated", "cpu": "CPU time",
    "goroutine": "goroutines", "goroutineleak": "leaked goroutines",
    "threadcreate": "threads created", "contentions": "contentions", "delay": "time waited",
    "wall": "wall time", "space": "memory", "objects": "objects",
  ]

  /// - `name`: what a person calls the profile, or the two.
  /// - `type`: the name of the sample type.
  package init(_ view: ProfileView, name: String, type: String) {
    let measure = Self.measure(of: type)
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let program = Self.program(of: view.profile)
    text = [program.isEmpty ? file : program, measure].filter { !$0.isEmpty }
      .joined(separator: " · ")
    comparison = [program, measure, name].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// What a sample type measures, in plain English.
  package static func measure(of type: String) -> String { measures[type] ?? type }

  /// The last part of the path of the program that was running; empty if unknown.
  private static func program(of profile: Profile) -> String {
    guard let main = profile.mappings.first else { return "" }
    let path = profile.strings.bytes(of: main.filename)
    guard let first = path.first, first != UInt8(ascii: "["), path.contains(where: { $0 != first })
    else { return "" }
    return SafeText.shown(FilePath.base(path))
  }
}
