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

  /// Whether stacks may lose their leaf frames.
  package var takesLeaves: Bool { hide != nil || show != nil || pruneFrom != nil }

  /// Removes the frames from all stacks.
  func framed(_ labelled: consuming LabelledProfile, isHeld: Bool = false) -> FramedProfile {
    var labelled = labelled
    let source = labelled.source
    var profile = labelled.profile.take()
    let states = takesLeaves ? WaitStates(profile) : nil
    var messages = hide == nil && show == nil ? [] : applyLines(to: &profile)
    if let showFrom { messages += applyShowFrom(showFrom, to: &profile) }
    // Samples that are left without a frame go; pruning leaves each stack a frame.
    let mayEmpty = hide != nil || show != nil || showFrom != nil
    let isEmpty = mayEmpty ? profile.emptyStacks : []
    let isPruned = pruneFrom.map { profile.prune(from: $0) } ?? true
    return FramedProfile(
      profile: profile, source: source,
      tables: FrameTables(profile, states, isHeld: isHeld),
      isEmpty: isEmpty, messages: messages, lastMessages: isPruned ? [] : [Self.nothingPruned])
  }

  private static let nothingPruned =
    "PruneFrom expression matched no frame: it sees names only up to their first bracket"

  /// Applies hide and show; says which of them matched nothing.
  private func applyLines(to profile: inout Profile) -> [String] {
    var messages: [String] = []
    let lines = LineAnswers(hide: hide, show: show, of: profile)
    if let hide, !lines.hasHidden {
      messages.append(UnmatchedFilter.message("Hide", hide, profile))
    }
    if let show, !lines.hasShown {
      messages.append(UnmatchedFilter.message("Show", show, profile))
    }
    profile.locations.keepLines(lines.keep)
    profile.dropFrames(of: lines.isHidden)
    return messages
  }

  private func applyShowFrom(_ pattern: Pattern, to profile: inout Profile) -> [String] {
    var matcher = NameMatcher(pattern, for: profile)
    var keepLine = [Bool](repeating: true, count: profile.locations.lineFunctions.count)
    var isMatch = [Bool](repeating: false, count: profile.locations.count)
    for id in profile.locationIDs {
      let lines = profile.locations.lines(of: id)
      if matcher.matchesBinary(of: id, in: profile) {
        isMatch[Int(id.index)] = true
      } else if let last = lines.last(where: { matcher.matches(line: $0, in: profile) }) {
        isMatch[Int(id.index)] = true
        for line in last + 1..<lines.upperBound { keepLine[line] = false }
      }
    }
    let messages =
      isMatch.contains(true) ? [] : [UnmatchedFilter.message("ShowFrom", pattern, profile)]
    profile.locations.keepLines(keepLine)
    profile.cutStacks { stack, frames in
      let highest = stack.last { isMatch[Int(frames[$0])] }
      return stack.lowerBound..<(highest.map { $0 + 1 } ?? stack.lowerBound)
    }
    return messages
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
