package import ProfileModel

extension LocationNames {
  /// The names of a profile's frames, as reports of the same options print them.
  ///
  /// A function whose name and file are empty and that belongs to no binary keeps its empty name:
  /// folded stacks have such.
  package init(_ profile: borrowing Profile, _ options: NodeOptions = NodeOptions()) {
    self.init(profile, NodeTable(copy profile, options))
  }

  init(_ profile: borrowing Profile, _ nodes: NodeTable) {
    self.init()
    let names = (0..<nodes.count).map { node in
      let name = nodes.printableName(node)
      return text(name.span)
    }
    for row in 0..<profile.locations.count {
      for index in nodes.range(of: UInt32(row)) {
        let node = Int(nodes.nodes[index])
        let isNameless = nodes.infos[node] == NodeInfo() && profile.hasEmptyName(row)
        append(name: isNameless ? .empty : names[node])
      }
      appendLocation()
    }
  }
}

extension Profile {
  /// Whether a location has lines, but neither names nor files.
  fileprivate func hasEmptyName(_ location: Int) -> Bool {
    let lines = locations.lines(of: LocationID(UInt32(location)))
    return !lines.isEmpty
      && lines.allSatisfy { line in
        let function = FunctionID(locations.lineFunctions[line])
        return strings.isEmpty(functions.name(of: function))
          && strings.isEmpty(functions.filename(of: function))
      }
  }
}
