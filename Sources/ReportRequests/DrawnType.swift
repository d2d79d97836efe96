import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The sample type that a picture shows: the one that was asked for or the profile's default, or where that has
/// no values the first that has some, since an empty picture helps nobody.
struct DrawnType {
  let view: PreparedProfile
  /// What was chosen in place of what, or which types there would be; empty if there is nothing to say.
  let words: String

  /// - `isChosen`: whether somebody asked for the view's type.
  init(_ view: PreparedProfile, isChosen: Bool) {
    let filled = Self.filledColumns(view.profile)
    guard !filled.contains(view.sampleType.column), let first = filled.first else {
      (self.view, words) = (view, "")
      return
    }
    let name = { (column: Int) in
      view.profile.strings[view.profile.header.sampleTypes[column].type]
    }
    if isChosen {
      self.view = view
      let types = filled.map(name).joined(separator: ", ")
      words = "No stack has a positive value of \(view.typeName); types with values: \(types)."
    } else {
      var other = view
      // A place is a choice that every profile of as many types has.
      other.sampleType = (try? SampleTypeChoice("\(first)", of: view.profile)) ?? view.sampleType
      self.view = other
      words = "No stack has a positive value of \(view.typeName); \(name(first)) is shown."
    }
  }

  /// The sample types of which some value is positive.
  private static func filledColumns(_ profile: Profile) -> [Int] {
    let width = max(1, profile.width)
    var isFilled = [Bool](repeating: false, count: width)
    var missing = width
    for (place, value) in profile.sampleTable.values.enumerated() where value > 0 {
      guard !isFilled[place % width] else { continue }
      isFilled[place % width] = true
      missing -= 1
      if missing == 0 { break }
    }
    return isFilled.indices.filter { isFilled[$0] }
  }
}

/// Sample types of stacks that wait: they end in the runtime, and what matters is who waits.
enum WaitingType {
  private static let names: Set<String> = [
    "goroutine", "goroutineleak", "contentions", "delay", "threadcreate",
  ]

  static func isOf(_ type: String) -> Bool { names.contains(type) }
}
