import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The sample type that a flame graph shows: the one asked for or the profile's default; if that has no values, the
/// first that has some, since an empty flame graph helps nobody.
struct DrawnType {
  let view: ProfileView
  /// What was chosen instead of what, or which types there would be; empty if there is nothing to say.
  let message: String

  /// - `isChosen`: whether the user asked for the view's type.
  init(_ view: ProfileView, isChosen: Bool) {
    let filled = Self.filledColumns(view.profile)
    guard !filled.contains(view.sampleType.column), let first = filled.first else {
      (self.view, message) = (view, "")
      return
    }
    let name = { (column: Int) in
      view.profile.strings[view.profile.header.sampleTypes[column].type]
    }
    if isChosen {
      self.view = view
      let types = filled.map(name).joined(separator: ", ")
      message = "No stack has a positive value of \(view.typeName); types with values: \(types)."
    } else {
      var other = view
      // An index is a choice that every profile with as many types understands.
      other.sampleType = (try? SampleTypeChoice("\(first)", of: view.profile)) ?? view.sampleType
      self.view = other
      message = "No stack has a positive value of \(view.typeName); \(name(first)) is shown."
    }
  }

  /// The sample types with a positive value.
  private static func filledColumns(_ profile: Profile) -> [Int] {
    let width = max(1, profile.width)
    var isFilled = [Bool](repeating: false, count: width)
    var missing = width
    for (index, value) in profile.sampleTable.values.enumerated() where value > 0 {
      guard !isFilled[index % width] else { continue }
      isFilled[index % width] = true
      missing -= 1
      if missing == 0 { break }
    }
    return isFilled.indices.filter { isFilled[$0] }
  }
}

/// Sample types of waiting stacks: these end in the runtime, and their callers are what matters.
enum WaitingType {
  private static let names: Set<String> = [
    "goroutine", "goroutineleak", "contentions", "delay", "threadcreate",
  ]

  static func isOf(_ type: String) -> Bool { names.contains(type) }
}
