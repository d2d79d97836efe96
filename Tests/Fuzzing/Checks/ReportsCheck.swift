import PprofWire
import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import ProfilePatterns
import ProfileReports

extension FuzzCheck {
  /// Every accepted profile can be reported on, added to itself, compared, and written in every format.
  static let reports = FuzzCheck(name: "reports", fixtures: [".pb", ".txt"]) { bytes in
    guard bytes.count < 20_000,
      let reads = try? ProfileReader.readAll(ByteSource(bytes), limits: fuzzLimits),
      let read = reads.first
    else { return }
    try requireValid(read.profile, after: "reading")
    let profile = read.profile.withMapping().pruned()
    try requireValid(profile, after: "pruning")
    try output { InfoReport.writeText([.profile(.init(name: "fuzz", read: read))], to: &$0) }
    try output { InfoReport.writeJSON([.profile(.init(name: "fuzz", read: read))], to: &$0) }
    try output { RawReport.write(profile, to: &$0) }
    try output { ProfileData.writeJSON(profile, to: &$0) }
    var merger = ProfileMerger()
    try? merger.add(profile)
    try? merger.add(profile.scaled(by: [Double](repeating: -1.5, count: profile.width)))
    let merged = merger.merged()
    try requireValid(merged, after: "merging")
    try compare(profile, merged)
    for profile in [profile, merged] {
      var query = ProfileQuery()
      query.rootTags = ["go.state"]
      for query in [ProfileQuery(), query] {
        if let view = try? query.prepare(profile) {
          try requireValid(view.profile, after: "a query")
          try report(view)
        }
      }
    }
  }

  private static func compare(_ before: Profile, _ after: Profile) throws {
    func side(_ profile: Profile) -> ComparedSide {
      ComparedSide(profile, name: "fuzz", traits: [[]])
    }
    guard let profiles = try? ComparedProfiles(side(before), side(after), ProfileQuery()) else {
      return
    }
    try requireValid(profiles.view.profile, after: "pairing")
    let groupings = ["function", "file", "line", "stack", "site", "package", "label.key"]
    for grouping in groupings.compactMap({ SampleDimension(name: $0) }) {
      let comparison = Comparison(profiles, by: grouping, NodeOptions())
      let report = ComparisonReport(comparison)
      try output { report.writeText(to: &$0) }
      try output { report.write(.json, to: &$0) }
      try output { report.write(.csv, to: &$0) }
      try output { report.write(.markdown, to: &$0) }
    }
    let names = LocationNames(profiles.view.profile)
    let (columns, shape) = (ComparedProfiles.columns, CallTreeShape())
    for layout in ComparisonLayout.allCases {
      let tree = CallTree(
        comparing: profiles.view.profile, columns: columns, layout: layout, StackNaming(names),
        shape: shape)
      try require(tree.totals.allSatisfy { $0 >= 0 }, "a width is negative")
    }
  }

  private static func report(_ view: ProfileView) throws {
    for granularity in Granularity.allCases {
      var nodes = NodeOptions()
      nodes.granularity = granularity
      let top = TopTable(view, nodes, TrimOptions())
      let topReport = TopReport(top, of: view, trim: TrimOptions(), isCompact: false)
      try output { topReport.writeText(to: &$0) }
      try requireValid(topReport.profile, after: "becoming a profile of the top")
      let table = TreeTable(view, nodes, TrimOptions())
      let tree = TreeReport(table, of: view, trim: TrimOptions(), isCompact: false)
      try output { tree.writeText(to: &$0) }
      try output { tree.write(.json, to: &$0) }
    }
    let nodes = NodeOptions()
    let traces = TracesReport(view, nodes)
    try output { traces.writeText(to: &$0) }
    try output { traces.write(.json, to: &$0) }
    let tags = TagsReport(TagTable(view, isExact: true), of: view)
    try output { tags.writeText(to: &$0) }
    try output { tags.write(.json, to: &$0) }
    if let all = try? Pattern("") {
      let listing = SourceListing(view, matching: all, nodes, TrimOptions())
      try output {
        ListReport.write(listing, of: view, source: { _, _ in .success([]) }, to: &$0)
      }
    }
    for isTree in [false, true] {
      let drawing = try CallDrawing(drawing: view, nodes, TrimOptions(), isTree: isTree)
      try output { DotReport(drawing, of: view, trim: TrimOptions()).write(to: &$0) }
      let listing = try CallDrawing(listing: view, nodes, TrimOptions(), isTree: isTree)
      try output { CallgrindReport(listing, of: view).write(to: &$0) }
    }
    try output { GoroutinesReport(GoroutineGroups(view, by: .stack)).writeText(to: &$0) }
    try draw(view)
  }

  private static func draw(_ view: ProfileView) throws {
    let names = LocationNames(view.profile)
    let column = view.sampleType.column
    try output {
      _ = FoldedWriter.write(view.profile, StackNaming(names), columns: [column], to: &$0)
    }
    let naming = StackNaming(names)
    let stacks = CallTreeStacks(view.profile, column: column, naming, CallTreeShape())
    let values = FlameGraphValueText(
      type: view.typeName, unit: view.valueUnit, in: view.unit, countName: nil,
      factor: view.ratio)
    let frames = NamedFrames(view.profile, names) { SafeText.shown($0) }
    let graph = FlameGraph(
      stacks.tree(CallTreeShape()).limited(to: 100),
      sums: stacks.sums(isOwn: frames.names.map { $0.origin == .program }), frames: frames,
      values: values, style: FlameGraphStyle())
    try output { graph.write(to: &$0) }
  }
}
