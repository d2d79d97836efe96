package import ProfileModel

/// A profile that is ready to be reported: merged, pruned and filtered, with one sample type chosen.
///
/// Every report begins here. It walks `profile.sampleTable` with `weights.values`, gives shares of `total`,
/// writes values with `valueText(in:)`, and puts `ReportHeader`'s lines on top.
package struct ProfileView: Sendable {
  /// The profile after pruning and filters.
  package var profile: Profile
  /// The tables derived from its frames.
  package private(set) var tables: FrameTables
  /// Which sample type is reported.
  package var sampleType: SampleTypeChoice
  /// Whether means are reported, instead of sums.
  package var isMean = false
  /// What each sample counts for.
  package var weights: SampleWeights
  /// What 100 % is; unless percentages are relative it was taken before the filters.
  package var total: Int64
  /// The unit that was asked for: a unit, `minimum` or `auto`.
  package var unit = "minimum"
  /// What values are multiplied by when they are written.
  package var ratio = 1.0
  /// The units of numeric labels, taken before the filters.
  package var labelUnits: LabelUnits
  /// The filters in force, as `focus=main` each.
  package var activeFilters: [String] = []
  /// The labels that frames were made of, which are the files of those.
  package var labelRoots: [String] = []
  package var labelLeaves: [String] = []

  /// Messages about missing names and about the filters, a line each.
  package var messages: [String] = []

  /// An unfiltered view of a profile, by its default sample type.
  package init(_ profile: consuming Profile) throws(SampleTypeError) {
    self = try ProfileQuery().prepare(profile)
  }

  init(
    _ profile: consuming Profile, _ tables: FrameTables, query: ProfileQuery,
    sampleType: SampleTypeChoice, total: Int64,
    labelUnits: LabelUnits, messages: [String]
  ) {
    weights = SampleWeights(of: profile, column: sampleType.column, isMean: query.isMean)
    self.tables = tables
    self.sampleType = sampleType
    self.total = total
    self.labelUnits = labelUnits
    self.messages = messages
    isMean = query.isMean
    unit = query.unit
    ratio = 1 / query.divisor
    activeFilters = query.activeFilters
    (labelRoots, labelLeaves) = (query.rootTags, query.leafTags)
    self.profile = profile
  }

  /// The same look at tables whose texts were replaced.
  init(_ view: ProfileView, showing profile: Profile) {
    self = view
    self.profile = profile
    tables = view.tables.replaced(by: profile)
    activeFilters = activeFilters.isEmpty ? [] : ["filtered"]
  }

  /// The name of what is reported, for example `inuse_space`, or `mean_delay` for means.
  package var typeName: String { (isMean ? "mean_" : "") + profile.strings[sampleType.type.type] }

  /// The unit that the values are in.
  package var valueUnit: String { profile.strings[sampleType.type.unit] }

  /// Writes values in a unit, after the ratio; `unit` itself unless a report has settled on another.
  package func valueText(in unit: String? = nil) -> ValueText {
    ValueText(valueUnit, in: unit ?? self.unit, ratio: ratio)
  }

  /// The unit for a table in which a value is the smallest.
  ///
  /// If it is `minimum`: the unit that suits the smallest value that is shown, or 100 of it where the
  /// total is in another unit and much larger, so that a column has one unit and few zeros.
  ///
  /// - `smallest`: the smallest absolute value other than 0; 0 if there is none.
  /// - `isInteger`: whether values are written without a fraction.
  package func settledUnit(smallest: Int64, isInteger: Bool = false) -> String {
    guard unit == "minimum" else { return unit }
    let writer = ValueText(valueUnit, in: unit, ratio: ratio)
    let largest = writer.scaled(total)
    let smallest = smallest == 0 ? largest : writer.scaled(smallest)
    var chosen = writer.converted(smallest).unit
    let hundredfold = smallest.multipliedReportingOverflow(by: 100)
    if chosen != writer.converted(largest).unit, !hundredfold.overflow,
      hundredfold.partialValue < largest, !isInteger
    {
      chosen = writer.converted(hundredfold.partialValue).unit
    }
    guard chosen.isEmpty else { return chosen }
    return isInteger ? valueUnit : DecimalUnit.base(of: valueUnit)
  }
}
