public import ProfileAnalysis
public import ProfilePatterns
public import ProfileReports

/// Which report of a profile is wanted, and of what part of it: a value, so that a command line, a URL's query
/// and a program ask in the same way. Equal requests of equal profiles give equal bytes.
///
///     var request = ReportRequest(.top)
///     request.query.names.focus = try Pattern("listen")
///     request.trimming.count = 10
///     let report = try ProfileSession(profile).report(request)
public struct ReportRequest: Equatable, Sendable {
  /// The kind of report.
  public enum Kind: Equatable, Sendable {
    /// The functions that weigh most.
    case top
    /// Each function between its callers and what it calls.
    case tree
    /// The same of the functions that match.
    case peek(Pattern)
    /// The source lines of the functions that match.
    case list(Pattern)
    /// A call graph for graphviz.
    case dot
    /// A call graph for KCachegrind.
    case callgrind
    /// Every sample with its stack.
    case traces
    /// The labels.
    case tags
    /// All there is in the profile.
    case raw
    /// The profile's comments.
    case comments
    /// A stack a line.
    case folded
    /// A flame graph.
    case flameGraph(FlameGraphRequest)
    /// A page that holds the whole profile.
    case view(ViewRequest)
    /// Goroutines in groups.
    case goroutines(SampleDimension)
  }

  /// The kind of report.
  public var kind: Kind
  /// What it is written as, one of the formats of its kind.
  public var format: ReportFormat
  /// Which samples and which frames.
  public var query = ProfileQuery()
  /// What a row or a node is.
  public var nodes = NodeOptions()
  /// Limits for small entries.
  public var trimming = Trimming()
  /// Whether functions are distinguished by what calls them, in call graphs.
  public var isCallTree = false
  /// Whether the lines about the profile above a table are left out.
  public var isCompact = false
  /// Whether a screen is all the room there is, for a report that has a shorter text.
  package var isBrief = false
  /// How many profiles were added up.
  package var profileCount = 1
  /// Advice on how to see what is left out, worded by the caller.
  public var advice = ReportAdvice()

  /// A report of all of a profile, in the first of its formats.
  public init(_ kind: Kind) {
    self.kind = kind
    format = kind.formats[0]
  }
}

extension ReportRequest.Kind {
  /// The formats that the report can be written in, the usual one first.
  public var formats: [ReportFormat] {
    switch self {
    case .top: ReportFormat.tables + ReportFormat.profiles
    case .tree, .traces, .tags, .goroutines: ReportFormat.tables
    case .peek, .list, .raw, .comments: [.text]
    case .dot: [.dot]
    case .callgrind: [.callgrind]
    case .folded: [.folded]
    case .flameGraph: [.svg]
    case .view: [.html]
    }
  }

  /// How many rows or nodes are shown unless the user says so; 0 for all.
  func usualCount(_ format: ReportFormat, isBrief: Bool = false) -> Int {
    switch self {
    case .tree, .peek, .dot: 80
    case .goroutines: format.isForPrograms ? 0 : isBrief ? 10 : 20
    default: 0
    }
  }
}

extension ReportRequest.Kind {
  /// Makes a flame graph or a page say that the profile is a difference.
  package mutating func note(_ difference: FlameGraphDifference) {
    switch self {
    case .flameGraph(var drawing):
      drawing.difference = difference
      self = .flameGraph(drawing)
    case .view(var page):
      page.difference = difference
      self = .view(page)
    default: break
    }
  }
}

/// The limits of a report for small or numerous entries; the defaults depend on the report.
public struct Trimming: Equatable, Sendable {
  /// What rows are sorted by.
  public var order = NodeOrder.flat
  /// How many rows or nodes are shown; 0 for all, nil for what is usual.
  public var count: Int?
  /// The share of the total, from 0 to 1, below which nodes are left out; nil for the default.
  public var nodeFraction: Double?
  /// The share of the total, from 0 to 1, below which calls are left out.
  public var edgeFraction = TrimOptions().edgeFraction
  /// Whether nothing is left out, neither for being small nor by `count`.
  public var isOff = false
  /// Whether nodes with a negative value are left out.
  public var dropsNegative = false

  /// The defaults.
  public init() {}

  /// The same with all that is usual.
  func options(usualCount: Int, fraction: Double = TrimOptions().nodeFraction) -> TrimOptions {
    var options = isOff ? TrimOptions.none : TrimOptions()
    options.order = order
    options.dropsNegative = dropsNegative
    guard !isOff else { return options }
    options.nodeCount = count ?? usualCount
    options.nodeFraction = nodeFraction ?? fraction
    options.edgeFraction = edgeFraction
    return options
  }
}
