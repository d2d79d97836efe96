package import ProfileModel
import ProfileSystem

/// Looks at a profile: each query answers a view, and what several of them share is made once.
package final class ProfileViews: Sendable {
  /// What decides which frames labels add.
  private struct LabelKey: Equatable, Sendable {
    let roots, leaves: [String]
    let unit: String

    /// No frames.
    static let none = LabelKey(roots: [], leaves: [], unit: "")
  }

  /// What decides which frames stacks have.
  private struct FrameKey: Equatable, Sendable {
    let labels: LabelKey
    let filters: FrameFilters
  }

  private let source: Source
  private let labelled = Kept<LabelKey, LabelledProfile>(limit: 2, by: ==)
  private let framed = Kept<FrameKey, FramedProfile>(by: ==)
  private let budget: ViewBudget

  /// - `isHeld`: whether more than one query will be asked; if not, the profile is given away to the first, so
  ///   that nothing is held twice.
  /// - `budget`: what all that is kept counts against.
  package init(_ profile: consuming Profile, isHeld: Bool, budget: ViewBudget = .shared) {
    source = Source(profile, isHeld: isHeld)
    self.budget = budget
  }

  /// Forgets what is kept of earlier looks.
  func forget() {
    labelled.removeAll()
    framed.removeAll()
  }

  /// Records the memory in use, once a view has made its tables.
  package func settle() {
    guard source.isHeld else { return }
    // Without frames of labels, stacks are those of the profile itself.
    let extra = labelled.entries.reduce(0) {
      $0 + ($1.key == .none ? 0 : $1.value.profile.stacks.memory)
    }
    let tables = framed.entries.reduce(0) { $0 + $1.value.memory(filters: $1.key.filters) }
    budget.note(self, keeps: extra + tables)
  }

  /// The view of the profile that a query asks for.
  package func view(_ query: ProfileQuery) throws(SampleTypeError) -> ProfileView {
    guard source.isHeld else { return try query.prepare(source.take()) }
    let key = LabelKey(roots: query.rootTags, leaves: query.leafTags, unit: query.unit)
    // Values' units matter to the frames of labels alone.
    let labels = query.hasTagFrames ? key : .none
    let labelled = labelled.value(for: labels) { query.tagFrames.labelled(source.take()) }
    let frames = query.names.frames
    let framed = framed.value(for: FrameKey(labels: labels, filters: frames)) {
      frames.framed(labelled, isHeld: true)
    }
    return try query.select(framed, query.names.stackFilter(labelled.profile))
  }
}

extension ProfileViews {
  /// The profile that is looked at.
  private final class Source: @unchecked Sendable {
    let isHeld: Bool
    private let monitor = Monitor()
    private var profile: Profile

    init(_ profile: consuming Profile, isHeld: Bool) {
      self.profile = profile
      self.isHeld = isHeld
    }

    /// The profile; nothing is left of one that is not held.
    func take() -> Profile {
      monitor.locked {
        isHeld ? profile : profile.take()
      }
    }
  }
}

/// A profile with frames made of labels, and what is known about it whatever is looked for.
struct LabelledProfile: Sendable {
  var profile: Profile
  let source: SourceFacts

  init(_ profile: consuming Profile, _ source: SourceFacts) {
    self.profile = profile
    self.source = source
  }
}

/// Facts about a profile before it is filtered.
struct SourceFacts: Sendable {
  /// The units of numeric labels.
  let units: LabelUnits
  /// What there is to say about missing names, units and labels.
  let messages: [String]
}

/// A profile whose stacks have the frames that a query wants: what all queries for the same frames share.
struct FramedProfile: Sendable {
  var profile: Profile
  let source: SourceFacts
  /// The tables derived from its frames.
  let tables: FrameTables
  /// Whether each stack has lost all of its frames; empty if none can have.
  let isEmpty: [Bool]
  /// Messages about the filters of frames; those about labels come between.
  let messages: [String]
  let lastMessages: [String]

  /// The memory that it takes besides the profile that it was made of, roughly.
  func memory(filters: FrameFilters) -> Int {
    (filters == FrameFilters() ? 0 : profile.stacks.memory) + isEmpty.count + tables.memory
  }
}
