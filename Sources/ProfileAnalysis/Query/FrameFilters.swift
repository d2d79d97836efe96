import ProfileModel
public import ProfilePatterns

/// Filters that take frames out of stacks, by the names of functions, files and binaries.
public struct FrameFilters: Sendable, Equatable {
  /// Without the lines that match.
  public var hide: Pattern?
  /// Only the lines that match.
  public var show: Pattern?
  /// Without the frames above the highest that matches.
  public var showFrom: Pattern?
  /// Without the frames below the lowest that matches; names are cut at the first bracket before.
  public var pruneFrom: Pattern?

  /// No filter: all frames stay.
  public init() {}

  /// Takes the frames out of all stacks.
  func framed(_ labelled: consuming LabelledProfile, isHeld: Bool = false) -> FramedProfile {
    var framed = FramedProfile(labelled)
    if hide != nil || show != nil { applyLines(to: &framed) }
    if let showFrom { applyShowFrom(showFrom, to: &framed) }
    // Samples that are left without a frame go; pruning leaves each stack a frame.
    if hide != nil || show != nil || showFrom != nil { framed.isEmpty = framed.profile.emptyStacks }
    if let pruneFrom, !framed.profile.prune(from: pruneFrom) {
      framed.lastMessages.append(
        "PruneFrom expression matched no frame: it is asked about names that are cut at their first bracket"
      )
    }
    framed.tables = FrameTables(framed.profile, isHeld: isHeld)
    return framed
  }

  /// Applies hide and show.
  private func applyLines(to framed: inout FramedProfile) {
    let lines = LineAnswers(hide: hide, show: show, of: framed.profile)
    if let hide, !lines.hasHidden {
      framed.messages.append(UnmatchedFilter.message("Hide", hide, framed.profile))
    }
    if let show, !lines.hasShown {
      framed.messages.append(UnmatchedFilter.message("Show", show, framed.profile))
    }
    framed.profile.locations.keepLines(lines.keep)
    framed.profile.dropFrames(of: lines.isHidden)
  }

  private func applyShowFrom(_ pattern: Pattern, to framed: inout FramedProfile) {
    var matcher = NameMatcher(pattern, for: framed.profile)
    var keepLine = [Bool](repeating: true, count: framed.profile.locations.lineFunctions.count)
    var isMatch = [Bool](repeating: false, count: framed.profile.locations.count)
    for id in framed.profile.locationIDs {
      let lines = framed.profile.locations.lines(of: id)
      if matcher.matchesBinary(of: id, in: framed.profile) {
        isMatch[Int(id.index)] = true
      } else if let last = lines.last(where: { matcher.matches(line: $0, in: framed.profile) }) {
        isMatch[Int(id.index)] = true
        for line in last + 1..<lines.upperBound { keepLine[line] = false }
      }
    }
    if !isMatch.contains(true) {
      framed.messages.append(UnmatchedFilter.message("ShowFrom", pattern, framed.profile))
    }
    framed.profile.locations.keepLines(keepLine)
    framed.profile.cutStacks { stack, frames in
      let highest = stack.last { isMatch[Int(frames[$0])] }
      return stack.lowerBound..<(highest.map { $0 + 1 } ?? stack.lowerBound)
    }
  }
}

/// Which lines hide and show leave, and which locations they leave without any.
private struct LineAnswers {
  private(set) var keep: [Bool]
  private(set) var isHidden: [Bool]
  private(set) var hasHidden = false
  private(set) var hasShown = false

  init(hide: Pattern?, show: Pattern?, of profile: Profile) {
    keep = Array(repeating: true, count: profile.locations.lineFunctions.count)
    isHidden = Array(repeating: false, count: profile.locations.count)
    var hide = hide.map { NameMatcher($0, for: profile) }
    var show = show.map { NameMatcher($0, for: profile) }
    for id in profile.locationIDs {
      let lines = profile.locations.lines(of: id)
      if hide?.matches(id, in: profile) == true {
        hasHidden = true
        hideLines(lines, keepingBinary: false, of: id, &hide, profile, wanted: false)
        if !lines.contains(where: { keep[$0] }) { isHidden[Int(id.index)] = true }
      }
      if show != nil {
        hideLines(lines, keepingBinary: true, of: id, &show, profile, wanted: true)
        let isShown = lines.contains { keep[$0] }
        if isShown { hasShown = true } else { isHidden[Int(id.index)] = true }
      }
    }
  }

  /// Leaves only the lines whose answer is the wanted one; a binary that matches answers for all lines.
  private mutating func hideLines(
    _ lines: Range<Int>, keepingBinary: Bool, of id: LocationID, _ matcher: inout NameMatcher?,
    _ profile: Profile, wanted: Bool
  ) {
    if matcher?.matchesBinary(of: id, in: profile) == true {
      if !keepingBinary { for line in lines { keep[line] = false } }
      return
    }
    for line in lines where matcher?.matches(line: line, in: profile) != wanted {
      keep[line] = false
    }
  }
}

extension Profile {
  /// Which stacks have no frame.
  fileprivate var emptyStacks: [Bool] {
    stacks.ends.indices.map { stacks.frames(of: StackID(UInt32($0))).isEmpty }
  }
}
