package import ProfileAnalysis
import ProfileModel
package import ProfileReports

/// The content of a page: a profile, or two combined.
package struct ViewedProfile: Sendable {
  /// A sample type that the page can show.
  package struct ValueType: Sendable {
    package let name: String
    package let unit: String
    /// Where its values stand: a column a side.
    package let columns: [Int]
    /// Whether stacks wait, so that what matters is the site.
    package let isBySite: Bool
    package let values: FlameGraphValueText
    package let verdict: ViewVerdict

    package init(
      name: String, unit: String, columns: [Int], isBySite: Bool, values: FlameGraphValueText,
      verdict: ViewVerdict
    ) {
      (self.name, self.unit, self.columns) = (name, unit, columns)
      (self.isBySite, self.values, self.verdict) = (isBySite, values, verdict)
    }
  }

  package let view: ProfileView
  package let names: LocationNames
  package let frames: NamedFrames
  package let whole: WholeTree
  package let types: [ValueType]
  /// Which of the types is shown first.
  package let firstType: Int
  /// The shown name of the profile, or of the two.
  package let sides: [String]
  /// The looks and the texts of the flame graph.
  package let style: FlameGraphStyle
  /// A pattern for links to the source; empty for none.
  package let link: String
  /// The sample types that could not be compared.
  package var leftOut: [UncomparedType] = []
  /// Whether samples are in the order in which they were taken.
  package var keepsOrder = false
  /// The source files; nil if they are not wanted.
  package var source: ViewedSource?

  package init(
    view: ProfileView, names: LocationNames, frames: NamedFrames, whole: WholeTree,
    types: [ValueType], firstType: Int, sides: [String], style: FlameGraphStyle, link: String
  ) {
    (self.view, self.names, self.frames, self.whole) = (view, names, frames, whole)
    (self.types, self.firstType, self.sides) = (types, firstType, sides)
    (self.style, self.link) = (style, link)
  }
}
