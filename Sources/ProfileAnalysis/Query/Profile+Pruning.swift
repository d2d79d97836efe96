package import ProfileModel
package import ProfilePatterns

extension Profile {
  /// Leaves out what the profile itself calls uninteresting: `dropFrames`, but for `keepFrames`.
  ///
  /// From the root, the first such frame below an interesting one goes with all that it calls. Patterns that cannot
  /// be compiled are passed over, as in `go tool pprof`.
  package consuming func pruned() -> Profile {
    var profile = self
    guard let drop = profile.wholeNamePattern(profile.header.dropFrames) else { return profile }
    var keep: Pattern?
    if !profile.strings.isEmpty(profile.header.keepFrames) {
      guard let pattern = profile.wholeNamePattern(profile.header.keepFrames) else {
        return profile
      }
      keep = pattern
    }
    var names = PrunedNames(drop: drop, keep: keep, for: profile)
    let marks = PruneMarks(profile) { names.contains($0, in: $1) }
    guard marks.hasAny else { return profile }
    marks.apply(to: &profile)
    return profile
  }

  /// A pattern for whole names; nil if there is none or it is invalid.
  private func wholeNamePattern(_ text: StringID) -> Pattern? {
    strings.isEmpty(text) ? nil : try? Pattern("^(\(strings[text]))$")
  }

  /// Leaves out, in each stack, all frames below the lowest that matches.
  ///
  /// For `[main, serve, work, serve, alloc]`, root first, `serve` gives `[main, serve, work, serve]`. The
  /// pattern is asked about names that were cut at the first bracket.
  ///
  /// - Returns: whether anything matched.
  package mutating func prune(from pattern: Pattern) -> Bool {
    var names = PrunedNames(drop: pattern, keep: nil, for: self)
    var keepLine = [Bool](repeating: true, count: locations.lineFunctions.count)
    var isMatch = [Bool](repeating: false, count: locations.count)
    for id in locationIDs {
      let lines = locations.lines(of: id)
      let match = lines.first { line in
        names.contains(functions.name(of: FunctionID(locations.lineFunctions[line])), in: self)
      }
      guard let match else { continue }
      isMatch[Int(id.index)] = true
      for line in lines.lowerBound..<match { keepLine[line] = false }
    }
    guard isMatch.contains(true) else { return false }
    locations.keepLines(keepLine)
    cutStacks { stack, frames in
      let lowest = stack.first { isMatch[Int(frames[$0])] } ?? stack.lowerBound
      return lowest..<stack.upperBound
    }
    return true
  }
}

/// Which function names are pruned, asked once for each name.
private struct PrunedNames {
  private let drop: Pattern
  private let keep: Pattern?
  private var answers: [Bool?]

  init(drop: Pattern, keep: Pattern?, for profile: borrowing Profile) {
    (self.drop, self.keep) = (drop, keep)
    answers = Array(repeating: nil, count: profile.strings.count)
  }

  mutating func contains(_ name: StringID, in profile: borrowing Profile) -> Bool {
    if let answer = answers[Int(name.index)] { return answer }
    let text = SimplifiedName.of(profile.strings.bytes(of: name))
    let isEmpty = profile.strings.isEmpty(name)
    let answer = !isEmpty && drop.matches(text) && keep?.matches(text) != true
    answers[Int(name.index)] = answer
    return answer
  }
}

/// The pruned part of each location, and so of each stack.
private struct PruneMarks {
  /// Whether the whole location goes, or only the lines that its outermost ones inlined.
  private enum Mark: UInt8 { case none, inlinedLines, all }

  private var marks: [Mark]
  private var keepLine: [Bool]

  var hasAny: Bool { marks.contains { $0 != .none } }

  init(_ profile: Profile, _ isPruned: (StringID, Profile) -> Bool) {
    marks = Array(repeating: .none, count: profile.locations.count)
    keepLine = Array(repeating: true, count: profile.locations.lineFunctions.count)
    for id in profile.locationIDs {
      let lines = profile.locations.lines(of: id)
      let match = lines.last { line in
        let function = FunctionID(profile.locations.lineFunctions[line])
        return isPruned(profile.functions.name(of: function), profile)
      }
      guard let match else { continue }
      let isOutermost = match == lines.upperBound - 1
      marks[Int(id.index)] = isOutermost ? .all : .inlinedLines
      guard !isOutermost else { continue }
      for line in lines.lowerBound...match { keepLine[line] = false }
    }
  }

  func apply(to profile: inout Profile) {
    profile.locations.keepLines(keepLine)
    profile.cutStacks { stack, frames in
      // Nothing goes before the first interesting frame, or all of a stack would.
      var isInteresting = false
      for frame in stack.reversed() {
        let mark = marks[Int(frames[frame])]
        if mark == .none {
          isInteresting = true
        } else if isInteresting {
          return (mark == .all ? frame + 1 : frame)..<stack.upperBound
        }
      }
      return stack
    }
  }
}

/// Function names without their arguments, as `go tool pprof` cuts them before it prunes.
package enum SimplifiedName {
  private static let kept = ["(anonymous namespace)", "operator()"].map { Array($0.utf8) }

  /// The name up to the first bracket that opens arguments, and without a dot at the start.
  ///
  /// `work(int)` gives `work`, `operator()(int)` gives `operator()`; of a Go method `pkg.(*T).Get` only
  /// `pkg.` is left.
  package static func of(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let name = name.first == UInt8(ascii: ".") ? name.dropFirst() : name
    var position = name.startIndex
    while position < name.endIndex {
      if let word = kept.first(where: { name[position...].starts(with: $0) }) {
        position += word.count
      } else if name[position] == UInt8(ascii: "(") {
        return name[..<position]
      } else {
        position += 1
      }
    }
    return name
  }
}
