import ArgumentParser
import ProfileAnalysis
import ProfilePatterns

/// What to see of a profile: the options that all reports share, spelled as the reference spells them.
struct QueryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The sample type to report, by name or by place from 0.", valueName: "name|n"))
  var sampleIndex: String?

  @Flag(help: "Divide values by the first sample type, as for the mean delay of a contention.")
  var mean = false

  @Option(
    help: ArgumentHelp("What to divide all values by.", valueName: "n"), transform: Self.divisor)
  var divideBy = 1.0

  @Option(
    help: ArgumentHelp(
      "The unit of values: one of them, 'minimum' for the whole table, or 'auto' for each value.",
      valueName: "unit"))
  var unit = "minimum"

  @Option(
    help: ArgumentHelp("Only samples with a frame that matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var focus: Pattern?

  @Option(
    help: ArgumentHelp("Only samples without a frame that matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var ignore: Pattern?

  @Option(
    help: ArgumentHelp("Take out the frames that match.", valueName: "regex"),
    transform: NamePattern.parse)
  var hide: Pattern?

  @Option(
    help: ArgumentHelp("Take out the frames that do not match.", valueName: "regex"),
    transform: NamePattern.parse)
  var show: Pattern?

  @Option(
    help: ArgumentHelp("Take out what calls the first frame that matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var showFrom: Pattern?

  @Option(
    help: ArgumentHelp(
      """
      Take out what the last frame that matches calls; names are cut at the first bracket before, so \
      that of pkg.(*T).Get only pkg. is left.
      """, valueName: "regex"),
    transform: NamePattern.parse)
  var pruneFrom: Pattern?

  @Option(
    help: ArgumentHelp(
      "Only samples whose labels match: key=regex, or a range as in bytes=1kb:4kb.",
      valueName: "filter"),
    transform: TagFilter.init)
  var tagfocus: TagFilter?

  @Option(
    help: ArgumentHelp("Only samples whose labels do not match.", valueName: "filter"),
    transform: TagFilter.init)
  var tagignore: TagFilter?

  @Option(
    help: ArgumentHelp("Only labels whose key matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var tagshow: Pattern?

  @Option(
    help: ArgumentHelp("No labels whose key matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var taghide: Pattern?

  @Option(
    help: ArgumentHelp(
      "Make frames at the root of the values of labels, the first key outermost; also of state, created-by, wait, site and package.",
      valueName: "key,…"))
  var tagroot = ""

  @Option(
    help: ArgumentHelp(
      "Make frames at the leaf of the values of labels, the last key innermost; also of what --tagroot takes.",
      valueName: "key,…"))
  var tagleaf = ""

  @Flag(help: "Give percentages of what the filters leave, not of all.")
  var relativePercentages = false

  private static func divisor(_ text: String) throws -> Double {
    guard let number = Double(text), number.isFinite, number != 0 else {
      throw ValidationError("expected a number other than 0")
    }
    return number
  }
}

extension QueryOptions {
  /// The query that the options ask for; an empty regular expression asks for nothing.
  var query: ProfileQuery {
    func given(_ pattern: Pattern?) -> Pattern? {
      pattern.flatMap { $0.text.isEmpty ? nil : $0 }
    }
    func given(_ filter: TagFilter?) -> TagFilter? {
      filter.flatMap { $0.text.isEmpty ? nil : $0 }
    }
    var query = ProfileQuery()
    query.sampleType = sampleIndex
    query.isMean = mean
    query.divisor = divideBy
    query.unit = unit
    query.isRelative = relativePercentages
    query.names.focus = given(focus)
    query.names.ignore = given(ignore)
    query.names.frames.hide = given(hide)
    query.names.frames.show = given(show)
    query.names.frames.showFrom = given(showFrom)
    query.names.frames.pruneFrom = given(pruneFrom)
    query.tags.focus = given(tagfocus)
    query.tags.ignore = given(tagignore)
    query.tags.show = given(tagshow)
    query.tags.hide = given(taghide)
    query.rootTags = tagroot.split(separator: ",").map(String.init)
    query.leafTags = tagleaf.split(separator: ",").map(String.init)
    return query
  }
}
