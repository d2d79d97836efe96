package import ProfileModel

/// Which locations of a profile lack the name of a function, and whether that may be any function.
///
/// A frame without a name is no frame of the program if it lies in a library's mapping. In the program's
/// own mapping, or in none, it may have any name.
package struct UnnamedFrames {
  /// The name of a frame with neither name nor address.
  static let noAddress = "(no name)"
  /// What perf and others write for a name that they do not know.
  private static let unknown = "[unknown]"

  private let profile: Profile
  private let isUnnamed: [Bool]
  /// What the stand-ins of each mapping begin with: the name of a program, and `#` and a number for a build that is not
  /// the first of that name; nil for a library.
  private let programs: [String?]

  package init(_ profile: Profile) {
    self.profile = profile
    isUnnamed = Self.unnamed(profile)
    programs = Self.programs(profile)
  }

  private static func programs(_ profile: Profile) -> [String?] {
    let files = profile.mappings.map { profile.strings[$0.filename] }
    let second = profile.secondProgram.map { [Int($0.index)] } ?? []
    let mains = (files.isEmpty ? [] : [0] + second).map { (index: $0, name: base(files[$0])) }
    let builds = builds(profile.mappings)
    return files.enumerated().map { index, file in
      // Merged profiles have the mapping of each build of a program.
      let main =
        isAnonymous(file)
        ? mains.last { $0.index <= index } : mains.first { $0.name == base(file) }
      return main.map { main in
        let build = builds[index] == builds[main.index] ? "" : "#\(builds[index] + 1)"
        return main.name.prefix(64) + build
      }
    }
  }

  /// The first mapping of the same build as each, itself if it is the first.
  private static func builds(_ mappings: [Mapping]) -> [Int] {
    var firsts: [MappingIdentity: Int] = [:]
    return mappings.enumerated().map { index, mapping in
      let identity = MappingIdentity(of: mapping)
      let first = firsts[identity] ?? index
      firsts[identity] = first
      return first
    }
  }

  /// The last part of a path; nothing of an empty one.
  static func base(_ path: String) -> String {
    path.isEmpty ? "" : String(decoding: FilePath.base(Array(path.utf8)[...]), as: UTF8.self)
  }

  /// Whether a mapping is memory without a file, where programs put the code that they make as they run.
  private static func isAnonymous(_ file: String) -> Bool {
    file.isEmpty || file.hasPrefix("//anon") || file.hasPrefix("[anon")
  }

  /// Whether a location has no line, or one whose function has no name.
  package func isUnnamed(_ location: LocationID) -> Bool { isUnnamed[Int(location.index)] }

  /// Whether all locations have a name.
  var isEmpty: Bool { !isUnnamed.contains(true) }

  private static func unnamed(_ profile: Profile) -> [Bool] {
    let isNameless = profile.functions.names.map { name in
      let name = StringID(name)
      return profile.strings.isEmpty(name) || profile.strings[name] == unknown
    }
    // Most profiles have a name for each function, and lines need not be looked at.
    let looksAtLines = isNameless.contains(true)
    var start = 0
    return profile.locations.lineEnds.map { end in
      defer { start = Int(end) }
      let lines = start..<Int(end)
      return lines.isEmpty
        || looksAtLines
          && lines.contains { isNameless[Int(profile.locations.lineFunctions[$0])] }
    }
  }

  /// Whether a location lies in a library's mapping.
  package func isInLibrary(_ location: LocationID) -> Bool {
    profile.locations.mapping(of: location).map { programs[Int($0.index)] == nil } ?? false
  }

  /// The stand-in for the name of a frame: `router+0x1234`; nil for one that has a name, or lies in a library.
  func standIn(at location: LocationID) -> String? {
    guard isUnnamed(location), !isInLibrary(location) else { return nil }
    let address = profile.locations.addresses[Int(location.index)]
    guard address != 0 else { return Self.noAddress }
    guard let id = profile.locations.mapping(of: location) else {
      return address.hexadecimalAddress
    }
    let mapping = profile.mappings[Int(id.index)]
    guard mapping.filename != .empty, address >= mapping.start else {
      return address.hexadecimalAddress
    }
    // The same in every process of a build, wherever the binary was loaded.
    let offset = (address - mapping.start).addingReportingOverflow(mapping.fileOffset).partialValue
    return "\(programs[Int(id.index)] ?? "")+\(offset.hexadecimalAddress)"
  }
}
