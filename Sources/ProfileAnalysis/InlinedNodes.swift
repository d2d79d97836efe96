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
  /// Whether a name occurs as a frame that was not inlined: compilers mostly inline a function everywhere or nowhere,
  /// and then no stack has to be examined.
  private var isSeenApart: [Bool]
  private var doubtful: [Doubtful] = []

  init(_ names: LocationNames) {
    areInlined = names.areInlined
    isSeenApart = Array(repeating: false, count: names.texts.count)
    for (row, isInlined) in areInlined.enumerated() where !isInlined {
      isSeenApart[Int(names.names[row])] = true
    }
  }

  /// Records a node by its name and its example.
  mutating func add(_ node: Int, of tree: borrowing CallTree, _ runs: Range<Int>) {
    guard node > 0, areInlined[Int(tree.examples[node])], isSeenApart[Int(tree.names[node])] else {
      return
    }
    doubtful.append(Doubtful(node: node, depth: Int(tree.depths[node]), runs: runs))
  }

  /// Marks the inlined nodes of the tree that all nodes belong to.
  ///
  /// Each stack is walked once, and only as far as there is a node to decide.
  func settle(_ tree: inout CallTree, _ runs: StackRuns, _ path: NamePath) {
    for node in 1..<max(1, tree.count) {
      tree.areInlined[node] = areInlined[Int(tree.examples[node])]
    }
    let doubtful = doubtful.sorted { $0.node < $1.node }
    let parts = Parallel.map(runs.count) { part in nodesApart(in: part, of: runs, doubtful, path) }
    for node in parts.joined() { tree.areInlined[node] = false }
  }

  /// The nodes whose frames were not inlined in one of some runs.
  ///
  /// - `doubtful`: all nodes that may be, callers first.
  private func nodesApart(
    in part: Range<Int>, of runs: StackRuns, _ doubtful: [Doubtful], _ path: NamePath
  ) -> [Int] {
    var path = path
    var apart: [Int] = []
    // Those that the current run has, callers first.
    var open: [Doubtful] = []
    var next = 0
    var run = part.lowerBound
    var fetched = 0
    while run < part.upperBound {
      open.removeAll { $0.runs.upperBound <= run }
      if open.isEmpty {
        guard next < doubtful.count else { break }
        run = max(run, doubtful[next].runs.lowerBound)
        guard run < part.upperBound else { break }
      }
      while next < doubtful.count, doubtful[next].runs.lowerBound <= run {
        if doubtful[next].runs.upperBound > run { open.append(doubtful[next]) }
        next += 1
      }
      if run >= fetched {
        path.fetch(runs.stacks(from: run, runs: 32))
        fetched = run + 32
      }
      for stack in runs.stacks[runs.stacks(of: run)] {
        path.move(to: stack, limit: open.last?.depth ?? 0)
        open.removeAll { index in
          guard !areInlined[Int(path.rows[index.depth - 1])] else { return false }
          apart.append(index.node)
          return true
        }
      }
      run += 1
    }
    return apart
  }
}
