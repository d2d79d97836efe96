import ArgumentParser
import ProfileAnalysis
import ProfilePatterns

/// Which samples and frames of a profile are used.
struct FilterOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp("Keep samples with a frame that matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var focus: Pattern?

  @Option(
    help: ArgumentHelp("Drop samples with a frame that matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var ignore: Pattern?

  @Option(
    help: ArgumentHelp("Drop the frames that match.", valueName: "regex"),
    transform: NamePattern.parse)
  var hide: Pattern?

  @Option(
    help: ArgumentHelp("Drop the frames that do not match.", valueName: "regex"),
    transform: NamePattern.parse)
  var show: Pattern?

  @Option(
    help: ArgumentHelp("Drop the callers above the first match.", valueName: "regex"),
    transform: NamePattern.parse)
  var showFrom: Pattern?

  @Option(
    help: ArgumentHelp(
      """
      Drop the callees below the last match. Names are cut at the first bracket before matching: of pkg.(*T).Get only \
      pkg. is matched.
      """, valueName: "regex"),
    transform: NamePattern.parse)
  var pruneFrom: Pattern?

  @Option(
    help: ArgumentHelp(
      "Keep samples whose labels match: key=regex, or a range as in bytes=1kb:4kb.",
      valueName: "filter"),
    transform: TagFilter.init)
  var tagfocus: TagFilter?

  @Option(
    help: ArgumentHelp("Drop samples whose labels match.", valueName: "filter"),
    transform: TagFilter.init)
  var tagignore: TagFilter?

  @Option(
    help: ArgumentHelp("Keep only labels whose key matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var tagshow: Pattern?

  @Option(
    help: ArgumentHelp("Drop labels whose key matches.", valueName: "regex"),
    transform: NamePattern.parse)
  var taghide: Pattern?

  @Option(
    help: ArgumentHelp(
      "Add a frame at the root for each of these labels, the first key outermost; also for state, created-by, wait, site and package.",
      valueName: "key,…"))
  var tagroot = ""

  @Option(
    help: ArgumentHelp(
      "Add a frame at the leaf for each of these labels, the last key innermost; takes the same keys as --tagroot.",
      valueName: "key,…"))
  var tagleaf = ""
}

extension FilterOptions {
  /// The options as a query. An empty regular expression is no filter.
  var query: ProfileQuery {
    func given(_ pattern: Pattern?) -> Pattern? {
      pattern.flatMap { $0.text.isEmpty ? nil : $0 }
    }
    func given(_ filter: TagFilter?) -> TagFilter? {
      filter.flatMap { $0.text.isEmpty ? nil : $0 }
    }
    var query = ProfileQuery()
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
