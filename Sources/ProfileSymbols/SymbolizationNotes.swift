/// What there is to say of the names that binaries gave to a profile.
package struct SymbolizationNotes: Sendable {
  /// How many locations had an address and no name.
  package var asked = 0
  /// How many of them lie in no mapping.
  var withoutMapping = 0
  /// How many mappings were left out since there are too many.
  var unasked = 0
  var searchPath = BinarySearchPath([], environment: nil, home: nil)
  /// What was found and is not used.
  var rejected: [RejectedBinary] = []
  /// Mappings without a file, and those whose binary is missing.
  private var noFile: [MappingName] = []
  private var missing: [MappingName] = []
  /// What names came from, and what went wrong with it, for each binary.
  private var used: [String] = []
  private var onlyTables: [String] = []
  private var problems: [String] = []
  private var outside: [String] = []

  /// Lists are cut: there may be hundreds.
  private static let shown = 3

  mutating func addNoFile(_ name: MappingName) { noFile.append(name) }

  mutating func addMissing(_ name: MappingName) { missing.append(name) }

  /// Adds the result of a binary.
  mutating func add(_ work: SymbolWork.Binary, _ symbols: BinarySymbols) {
    let path = work.binary.path.text
    let named = work.locations.count { !symbols.found[$0.address].isEmpty }
    let trust = work.binary.isUnsure ? ", whose build is not known" : ""
    let all = work.locations.count + work.outside
    used.append("\(named) of \(all) from \(path)\(trust), by \(Self.text(symbols.origins))")
    if symbols.origins == [.table] { onlyTables.append(path) }
    for problem in symbols.problems where !problems.contains(problem) { problems.append(problem) }
    if work.outside > 0 { outside.append("\(work.outside) of \(path)") }
  }

  private static func text(_ origins: Set<BinarySymbols.Origin>) -> String {
    let names = origins.sorted().map { origin in
      switch origin {
      case .llvm: SymbolTool.Kind.llvm.rawValue
      case .addr2line: SymbolTool.Kind.addr2line.rawValue
      case .table: "its symbol table"
      }
    }
    return names.isEmpty ? "nothing" : names.joined(separator: " and ")
  }
}

extension SymbolizationNotes {
  /// What was done, listed by `info`.
  package var remarks: [String] {
    guard asked > 0 else { return ["symbols: every location already has a name or has no address"] }
    var remarks = Self.list(used).map { ["symbols: \($0)"] } ?? []
    if let noFile = Self.list(noFile.map(\.text)) {
      remarks.append("symbols: no binary was looked for, since these are not files: \(noFile)")
    }
    return remarks
  }

  /// What was left out, a sentence a kind; none where all was looked up as well as can be.
  package var shortcomings: [String] {
    var texts: [String] = []
    if let missing = Self.list(missing.map(\.text)) {
      texts.append("no binary found for \(missing); looked \(looked)")
    }
    if let builds = Self.list(rejected.filter(\.isOtherBuild).map(\.text)) {
      texts.append("not used, since the build id differs: \(builds)")
    }
    if let others = Self.list(rejected.filter { !$0.isOtherBuild }.map(\.text)) {
      texts.append("not used: \(others)")
    }
    if let tables = Self.list(onlyTables) {
      texts.append(
        "neither llvm-symbolizer nor addr2line gave names for \(tables): names are the nearest symbols, without lines and inlined calls"
      )
    }
    texts += problems
    if let outside = Self.list(outside) {
      texts.append("the binary has no code at these addresses: \(outside)")
    }
    if unasked > 0 {
      texts.append(
        "\(unasked) more mappings were not looked up: no program loads that many binaries")
    }
    if withoutMapping > 0 {
      texts.append(
        "\(withoutMapping) address\(withoutMapping == 1 ? " lies" : "es lie") in no mapping")
    }
    return texts
  }

  private var looked: String {
    let folders = searchPath.folders.isEmpty ? "" : "in \(searchPath.text) and "
    return "\(folders)at \(missing.count == 1 ? "its path" : "their paths")"
  }

  private static func list(_ items: [String]) -> String? {
    guard !items.isEmpty else { return nil }
    let rest = items.count - shown
    let text = items.prefix(shown).joined(separator: ", ")
    return rest > 0 ? "\(text) and \(rest) more" : text
  }
}

/// A mapping as people call it: `build id 7f3a90c2… router`.
struct MappingName: Equatable, Sendable {
  let file: [UInt8]
  let buildID: String

  /// Whether it is a file, and not memory that the system or a program makes.
  var isOfFile: Bool {
    if file.isEmpty { return !buildID.isEmpty }
    return !["[", "//anon", "linux-vdso", "/dev/", "/memfd:", "/SYSV", "anon_inode:"].contains {
      file.starts(with: $0.utf8)
    }
  }

  var text: String {
    let base = String(decoding: file.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    let name = base.isEmpty && buildID.isEmpty ? "memory without a name" : base
    guard !buildID.isEmpty else { return name }
    let id = "build id \(RejectedBinary.short(buildID))"
    return name.isEmpty ? id : "\(id) \(name)"
  }
}
