import ProfileModel

/// Finds the nodes of a call tree whose frames were inlined into their callers wherever they were seen.
struct InlinedNodes {
  /// A node whose name is that of inlined frames and of others, and which runs have it.
  private struct Doubtful {
    let node: Int
    let depth: Int
    let runs: Range<Int>
  }

  private let areInlined: [Bool]
  /// Whether a name is that of a frame that was not inlined: compilers mostly inline a function everywhere
  /// or nowhere, and then no stack has to be looked at.
  private var isSeenApart: [Bool]
  private var doubtful: [Doubtful] = []

  init(_ names: LocationNames) {
    areInlined = names.areInlined
    isSeenApart = Array(repeating: false, count: names.texts.count)
    for (row, isInlined) in areInlined.enumerated() where !isInlined {
      isSeenApart[Int(names.names[row])] = true
    }
  }

  /// Takes down what is known of a node by its name and its example.
  mutating func add(_ node: Int, of tree: borrowing CallTree, _ runs: Range<Int>) {
    guard node > 0, areInlined[Int(tree.examples[node])], isSeenApart[Int(tree.names[node])] else {
      return
    }
    doubtful.append(Doubtful(node: node, depth: Int(tree.depths[node]), runs: runs))
  }

  /// Marks the inlined nodes of the tree that all nodes belong to.
  ///
  /// Each stack is walked once, and only as far as there is a node to decide.
  func settle(_ tree: inout CallTree, _ runs: StackRuns, _ path: inout NamePath) {
    for node in 1..<max(1, tree.count) {
      tree.areInlined[node] = areInlined[Int(tree.examples[node])]
    }
    let doubtful = doubtful.sorted { $0.node < $1.node }
    // Those that the current run has, callers first.
    var open: [Doubtful] = []
    var next = 0
    var run = 0
    var fetched = 0
    while next < doubtful.count || !open.isEmpty {
      open.removeAll { $0.runs.upperBound <= run || !tree.areInlined[$0.node] }
      if open.isEmpty {
        guard next < doubtful.count else { break }
        run = max(run, doubtful[next].runs.lowerBound)
      }
      while next < doubtful.count, doubtful[next].runs.lowerBound <= run {
        open.append(doubtful[next])
        next += 1
      }
      if run >= fetched {
        path.fetch(runs.stacks(from: run, runs: 32))
        fetched = run + 32
      }
      for stack in runs.stacks[runs.stacks(of: run)] {
        path.move(to: stack, limit: open.last?.depth ?? 0)
        for place in open where !areInlined[Int(path.rows[place.depth - 1])] {
          tree.areInlined[place.node] = false
        }
      }
      run += 1
    }
  }
}
