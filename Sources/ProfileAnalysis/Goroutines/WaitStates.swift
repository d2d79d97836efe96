import ProfileModel

/// The states that the stacks of a profile show by their leaf frames, for profiles without `go.state`.
struct WaitStates {
  /// The state of each stack; nil if its frames do not reveal it.
  let ofStack: [String?]

  init(_ profile: Profile) {
    let names = (0..<profile.functions.count).map {
      profile.strings[profile.functions.name(of: FunctionID(UInt32($0)))]
    }
    let tops = (0..<profile.stacks.count).map { Self.top(of: $0, in: profile, names) }
    let showsRuntime = tops.contains(where: Self.isParkedBelowOthers)
    ofStack = tops.map { top in
      WaitState.shown(by: top) ?? (showsRuntime ? Self.unparked(top) : nil)
    }
  }

  /// The names of the leaf-most frames, empty where they are not known; eight are enough to tell a state.
  private static func top(of stack: Int, in profile: Profile, _ names: [String]) -> [String] {
    let locations = profile.stacks.frames[profile.stacks.frames(of: StackID(UInt32(stack)))]
    let frames = locations.prefix(8).flatMap { location -> [String] in
      let lines = profile.locations.lines(of: LocationID(location))
      return lines.isEmpty ? [""] : lines.map { names[Int(profile.locations.lineFunctions[$0])] }
    }
    return Array(frames.prefix(8))
  }

  /// Whether a stack shows that its format keeps the runtime's leaf frames.
  private static func isParkedBelowOthers(_ top: [String]) -> Bool {
    top.first == "runtime.gopark" && top.contains { !$0.hasPrefix("runtime.") }
  }

  /// The state of a stack that does not wait, in a profile that shows who does.
  private static func unparked(_ top: [String]) -> String? {
    guard let leaf = top.first else { return "runnable" }
    if leaf.isEmpty || leaf.hasPrefix("runtime.gopark") { return nil }
    return leaf.hasPrefix("runtime.goroutineProfile") || leaf.hasPrefix("runtime/pprof.")
      ? "running" : "runnable"
  }
}
