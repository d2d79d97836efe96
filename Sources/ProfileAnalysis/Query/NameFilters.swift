import ProfileModel
package import ProfilePatterns

/// Filters by the names of functions, files and binaries.
package struct NameFilters: Sendable {
  /// Only samples with a matching frame.
  package var focus: Pattern?
  /// Only samples without a matching frame.
  package var ignore: Pattern?
  /// Without the lines that match.
  package var hide: Pattern?
  /// Only the lines that match.
  package var show: Pattern?
  /// Without the frames above the highest that matches.
  package var showFrom: Pattern?
  /// Without the frames below the lowest that matches; names are cut at the first bracket before.
  package var pruneFrom: Pattern?

  package init() {}

  /// Applies focus, ignore, hide and show; says which of them matched no location.
  ///
  /// Samples without a frame go, also those that hiding leaves without one.
  func apply(to profile: inout Profile) -> [String] {
    guard focus != nil || ignore != nil || hide != nil || show != nil else { return [] }
    let answers = LocationAnswers(focus: focus, ignore: ignore, for: profile)
    let isDropped = answers.droppedStacks(of: profile)
    let lines = LineAnswers(hide: hide, show: show, of: profile)
    profile.locations.keepLines(lines.keep)
    profile.dropSamples(ofStacks: isDropped)
    profile.dropFrames(of: lines.isHidden)
    profile.dropSamples(ofStacks: profile.emptyStacks)
    let matched = [
      ("Focus", focus == nil || answers.hasFocus), ("Ignore", ignore == nil || answers.hasIgnored),
      ("Hide", hide == nil || lines.hasHidden), ("Show", show == nil || lines.hasShown),
    ]
    return matched.filter { !$0.1 }.map(\.0)
  }

  /// Applies show-from; says whether anything matched.
  func applyShowFrom(_ pattern: Pattern, to profile: inout Profile) -> Bool {
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
    profile.locations.keepLines(keepLine)
    profile.cutStacks { stack, frames in
      let highest = stack.last { isMatch[Int(frames[$0])] }
      return stack.lowerBound..<(highest.map { $0 + 1 } ?? stack.lowerBound)
    }
    profile.dropSamples(ofStacks: profile.emptyStacks)
    return isMatch.contains(true)
  }
}

/// Which locations are in focus and which are ignored.
private struct LocationAnswers {
  private var inFocus: [Bool]
  private var isIgnored: [Bool]
  private(set) var hasFocus = false
  private(set) var hasIgnored = false

  init(focus: Pattern?, ignore: Pattern?, for profile: Profile) {
    var focus = focus.map { NameMatcher($0, for: profile) }
    var ignore = ignore.map { NameMatcher($0, for: profile) }
    inFocus = Array(repeating: false, count: profile.locations.count)
    isIgnored = inFocus
    for id in profile.locationIDs {
      if ignore?.matches(id, in: profile) == true {
        isIgnored[Int(id.index)] = true
        hasIgnored = true
      } else if focus?.matches(id, in: profile) != false {
        inFocus[Int(id.index)] = true
        hasFocus = true
      }
    }
  }

  /// The stacks with a frame that is ignored, or without one in focus.
  func droppedStacks(of profile: Profile) -> [Bool] {
    let (frames, ends) = (profile.stacks.frames, profile.stacks.ends)
    var isDropped = [Bool](repeating: true, count: ends.count)
    var frame = 0
    for stack in ends.indices {
      var (isFocused, isSkipped) = (false, false)
      while frame < Int(ends[stack]) {
        let location = Int(frames[frame])
        if inFocus[location] { isFocused = true }
        if isIgnored[location] { isSkipped = true }
        frame += 1
      }
      isDropped[stack] = !isFocused || isSkipped
    }
    return isDropped
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
