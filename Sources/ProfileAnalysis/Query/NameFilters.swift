import ProfileModel
public import ProfilePatterns

/// Filters by the names of functions, files and binaries.
public struct NameFilters: Sendable, Equatable {
  /// Only samples with a matching frame.
  public var focus: Pattern?
  /// Only samples without a matching frame.
  public var ignore: Pattern?
  /// The filters of the remaining stacks' frames.
  public var frames = FrameFilters()

  /// No filter: all samples and frames stay.
  public init() {}

  /// Which stacks the filters of samples leave.
  func stackFilter(_ profile: borrowing Profile) -> StackFilter {
    guard focus != nil || ignore != nil else { return StackFilter() }
    return StackFilter(focus: focus, ignore: ignore, copy profile)
  }
}

/// Which stacks a filter of samples leaves, and what there is to say about it.
struct StackFilter: Sendable {
  /// Whether each stack goes; nil if none does.
  private(set) var isDropped: [Bool]?
  private(set) var messages: [String] = []

  /// Leaves all stacks.
  init() {}

  /// Leaves the stacks with a frame in focus and none that is ignored.
  init(focus: Pattern?, ignore: Pattern?, _ profile: Profile) {
    let answers = LocationAnswers(focus: focus, ignore: ignore, for: profile)
    isDropped = answers.droppedStacks(of: profile.stacks)
    if let focus, !answers.hasFocus {
      messages.append(UnmatchedFilter.message("Focus", focus, profile))
    }
    if let ignore, !answers.hasIgnored {
      messages.append(UnmatchedFilter.message("Ignore", ignore, profile))
    }
  }
}

/// Which locations are in focus and which are ignored.
private struct LocationAnswers {
  private static let isInFocus: UInt8 = 1
  private static let isIgnored: UInt8 = 2

  /// What each location is.
  private var answers: [UInt8]
  private(set) var hasFocus = false
  private(set) var hasIgnored = false

  init(focus: Pattern?, ignore: Pattern?, for profile: Profile) {
    var focus = focus.map { NameMatcher($0, for: profile) }
    var ignore = ignore.map { NameMatcher($0, for: profile) }
    answers = Array(repeating: 0, count: profile.locations.count)
    for id in profile.locationIDs {
      if ignore?.matches(id, in: profile) == true {
        answers[Int(id.index)] = Self.isIgnored
        hasIgnored = true
      } else if focus?.matches(id, in: profile) != false {
        answers[Int(id.index)] = Self.isInFocus
        hasFocus = true
      }
    }
  }

  /// The stacks with an ignored frame, or without one in focus; found by several threads.
  func droppedStacks(of stacks: StackTable) -> [Bool] {
    let frames = stacks.frames
    return Parallel.map(stacks.count) { part in
      frames.isWide
        ? droppedStacks(part, of: stacks, frames.wide.span)
        : droppedStacks(part, of: stacks, frames.narrow.span)
    }.flatMap { $0 }
  }

  private func droppedStacks(
    _ part: Range<Int>, of stacks: StackTable, _ frames: borrowing Span<some FrameRow>
  ) -> [Bool] {
    let answers = answers.span
    return part.map { row in
      let stack = frames.extracting(stacks.frames(of: StackID(UInt32(row))))
      // All that its frames are, without a branch a frame.
      var all: UInt8 = 0
      for index in stack.indices { all |= answers[Int(stack[index])] }
      return all != Self.isInFocus
    }
  }
}

/// Messages about filters that matched nothing.
enum UnmatchedFilter {
  static func messages(_ options: [String]) -> [String] {
    options.map { "\($0) expression matched no samples" }
  }

  /// The same of a filter by name, with the pattern that was perhaps meant.
  static func message(_ option: String, _ pattern: Pattern, _ profile: Profile) -> String {
    let name = NameSuggestion.text(for: pattern, in: profile)
    return messages([option])[0] + (name.map { "; \(NameSuggestion.advice($0))" } ?? "")
  }
}
