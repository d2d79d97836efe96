package import ProfileAnalysis
package import ProfileModel

/// Goroutines in groups: the summary that finds a leak.
package struct GoroutinesReport: FormattedReport {
  /// How many frames of an example are shown to people.
  private var shownFrames: Int { isBrief ? 5 : 10 }

  let groups: GoroutineGroups
  private let advice: ReportAdvice
  private let isBrief: Bool
  private let profileCount: Int

  /// - `advice`: how people see all of the groups.
  /// - `isBrief`: whether it is for a screen: the total first, and half as much of each example.
  /// - `profileCount`: how many profiles were added up.
  package init(
    _ groups: GoroutineGroups, advice: ReportAdvice = ReportAdvice(), isBrief: Bool = false,
    profileCount: Int = 1
  ) {
    self.groups = groups
    self.advice = advice
    self.isBrief = isBrief
    self.profileCount = profileCount
  }

  private var shownRanks: Range<Int> { 0..<groups.shownCount }

  /// The groups that are shown, each worked out when its turn comes.
  var shown: some Sequence<GoroutineGroups.Group> {
    shownRanks.lazy.map(groups.group(atRank:))
  }

  /// How many goroutines are in how many groups that are not shown.
  var left: (groups: Int, count: Int64) {
    let rest = shownRanks.upperBound..<groups.count
    return (rest.count, rest.reduce(0) { $0.addingClamped(groups.count(atRank: $1)) })
  }

  // MARK: For people

  /// Writes a paragraph a group, and the total.
  package func writeText(to sink: inout ByteSink) {
    writeHead(to: &sink)
    if isBrief { writeSummary(end: "\n\n", to: &sink) }
    let width = max(8, groups.count == 0 ? 0 : "\(groups.count(atRank: 0))".count + 2)
    for group in shown { write(group, width: width, to: &sink) }
    if left.groups > 0 {
      sink.write(
        "\(left.count) more in \(left.groups.counted("group"))\(advice.rows)\n\n")
    }
    if !isBrief { writeSummary(end: "\n", to: &sink) }
  }

  private func writeSummary(end: String, to sink: inout ByteSink) {
    sink.write(summary, as: .heading)
    sink.write(end)
  }

  /// Writes what a person must know first.
  private func writeHead(to sink: inout ByteSink) {
    for line in heads { sink.write("\(SafeText.line(line))\n\n", as: .heading) }
  }

  var heads: [String] {
    [
      crash, groups.hasNoFrames ? ReportHeader.noFrames : nil,
      groups.isDifference ? "The change between two moments, not all \(groups.noun)s" : nil,
    ].compactMap { $0 }
  }

  /// The crash; of a sum it is that of one of the profiles.
  private var crash: String? {
    groups.crash.map { profileCount > 1 ? "one of \(profileCount) profiles: \($0)" : $0 }
  }

  private func write(_ group: GoroutineGroups.Group, width: Int, to sink: inout ByteSink) {
    let indent = String(repeating: " ", count: width + 9)
    sink.write(decimal: group.count, width: width)
    sink.write(" ")
    sink.write(share: group.count, of: groups.all)
    sink.write("  ")
    sink.write(SafeText.line(group.name), as: .heading)
    sink.write("\n")
    sink.write(indent + SafeText.line(remarks(on: group)) + "\n")
    for frame in group.example.prefix(shownFrames) {
      sink.write("\(indent)  \(SafeText.line(frame.function))  \(SafeText.line(frame.source))\n")
    }
    if group.example.count > shownFrames {
      sink.write("\(indent)  … \(group.example.count - shownFrames) more\n")
    }
    sink.write("\n")
  }

  /// `chan receive 60, running 4 · waiting up to 13 minutes · 60 leaked · created by main.main · fp 1f0c…`.
  private func remarks(on group: GoroutineGroups.Group) -> String {
    var remarks: [String] = []
    if groups.dimension != .state, !group.states.isEmpty { remarks.append(states(of: group)) }
    if let wait = group.longestWait { remarks.append("waiting up to \(wait.counted("minute"))") }
    if group.leaked > 0 { remarks.append("\(group.leaked) leaked") }
    if groups.dimension != .createdBy, !group.creators.isEmpty {
      remarks.append("created by " + list(group.creators))
    }
    if let fingerprint = group.fingerprint {
      let stacks = group.stackCount > 1 ? "the largest of \(group.stackCount) stacks has " : ""
      remarks.append("\(stacks)fp \(fingerprint)")
    } else if !group.example.isEmpty {
      remarks.append(
        groups.haveOtherFrames
          ? "frames were changed, so there is no fp" : "names are missing, so there is no fp")
    }
    return remarks.joined(separator: " · ")
  }

  /// The states, and how many goroutines have none that is known.
  private func states(of group: GoroutineGroups.Group) -> String {
    let unknown = group.states.reduce(group.count) { $0.subtractingClamped($1.count) }
    return unknown > 0 ? "\(counts(group.states)), unknown \(unknown)" : list(group.states)
  }

  /// A few names, with counts if there are several.
  private func list(_ items: [(name: String, count: Int64)]) -> String {
    items.count > 1 ? counts(items) : items.first?.name ?? ""
  }

  private func counts(_ items: [(name: String, count: Int64)]) -> String {
    let shown = items.prefix(2).map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return items.count > 2 ? shown + ", …" : shown
  }

  var summary: String {
    let of = groups.all == groups.total ? "" : " of \(groups.all)"
    return groups.total.counted(groups.noun) + of + " in "
      + groups.count.counted(groups.dimension == .stack ? "stack" : "group")
      + (groups.longestWait.map { ", the longest wait is \($0.counted("minute"))" } ?? "")
      + (profileCount > 1 ? "; the sum of \(profileCount) profiles" : "")
  }
}

extension GoroutineGroups.Frame {
  /// `file:line`, if known.
  package var source: String { SourceText.text(file: file, line: line) }
}
