package import NameDemangling
package import ProfileModel

extension ReadProfile {
  /// The profile in which functions with mangled names have the names that people know; their system names stay.
  ///
  /// As in `go tool pprof`, a function that has another name than its system name keeps it unless a
  /// form is asked for, and one that has no name gets its system name.
  ///
  /// - `limits`: names stay mangled if the tables would take more memory than they may.
  package consuming func demangled(
    _ demangling: Demangling, _ limits: ReadLimits
  ) -> ReadProfile {
    let rows = profile.functions(toRenameBy: demangling)
    guard !rows.isEmpty else { return self }
    var names = DemangledNames(demangling, profile, limit: limits.tableBytes)
    let renamed = rows.map { names.name(ofFunction: $0, in: profile) }
    for (row, name) in zip(rows, renamed) { profile.functions.names[row] = name.index }
    profile.strings = names.strings
    if let warning = names.warning { notes.warnings.append(warning) }
    return self
  }
}

extension Profile {
  /// The functions that may get another name; none of Go's, which takes a look at the first bytes of each.
  fileprivate func functions(toRenameBy demangling: Demangling) -> [Int] {
    functions.systemNames.indices.filter { row in
      let (name, system) = (functions.names[row], functions.systemNames[row])
      if name == StringID.empty.index { return demangling != .none && system != name }
      guard NameDemangler.mayBeMangled(strings.bytes(of: StringID(system)).span) else {
        return false
      }
      return switch demangling {
      case .none: name != system
      case .short: name == system
      case .templates, .full: true
      }
    }
  }
}

/// The demangled names, each computed once.
private struct DemangledNames: ~Copyable {
  private let demangling: Demangling
  private let demangler: NameDemangler
  private var interner: StringInterner
  /// The names by system name; nil for one that has no other.
  private var known: [UInt32: StringID?] = [:]
  private let limit: Int
  /// How much memory is left for names, each as often as a report may write it.
  private var memory: Int
  private var lineCounts: [Int]
  private var leftCount = 0

  init(_ demangling: Demangling, _ profile: Profile, limit: Int) {
    self.demangling = demangling
    demangler = NameDemangler(demangling)
    interner = StringInterner(profile.strings)
    self.limit = limit
    memory = limit - max(profile.memory, profile.spelledMemory)
    lineCounts = Array(repeating: 0, count: profile.functions.count)
    for function in profile.locations.lineFunctions { lineCounts[Int(function)] += 1 }
  }

  /// Every text of the profile, and the names.
  var strings: StringTable { interner.table }

  /// What to say of names that there was no memory for.
  var warning: String? {
    guard leftCount > 0 else { return nil }
    let names = leftCount == 1 ? "1 name stays" : "\(leftCount) names stay"
    return "\(names) mangled: with the others demangled, \(ReadLimits.tablesTooLarge(limit))"
  }

  /// The new name of a function.
  mutating func name(ofFunction row: Int, in profile: borrowing Profile) -> StringID {
    let name = StringID(profile.functions.names[row])
    let system = StringID(profile.functions.systemNames[row])
    if demangling == .none { return system }
    guard let demangled = demangled(system, lineCount: lineCounts[row]) else {
      return name == .empty ? system : name
    }
    return demangled
  }

  private mutating func demangled(_ system: StringID, lineCount: Int) -> StringID? {
    if let name = known[system.index] { return name }
    let mangled = interner.table.bytes(of: system)
    guard let bytes = demangler.demangled(mangled.span) else {
      known[system.index] = .some(nil)
      return nil
    }
    let cost = (bytes.count + 32).multipliedReportingOverflow(by: max(1, lineCount))
    guard !cost.overflow, cost.partialValue <= memory else {
      leftCount += 1
      return nil
    }
    memory -= cost.partialValue
    let name = interner.intern(bytes.span)
    known[system.index] = name
    return name
  }
}
