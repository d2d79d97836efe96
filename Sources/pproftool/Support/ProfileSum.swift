import ProfileModel

/// Profiles added up one after the other; one alone stays as it is.
struct ProfileSum {
  private var single: Profile?
  private let count: Int
  private var merger = ProfileMerger()
  private var first: String?

  /// - Parameter count: how many profiles are coming. Of more than one, none is held once it has been
  ///   added.
  init(of count: Int) { self.count = count }

  /// What a person calls some files.
  static func name(of paths: [String]) -> String {
    guard let first = paths.first else { return "no profile" }
    return paths.count == 1 ? InputFile.name(of: first) : "\(paths.count) profiles"
  }

  /// Adds a profile.
  ///
  /// - Throws: a `FileError` that names the two files that do not go together.
  mutating func add(_ profile: consuming Profile, from path: String) throws {
    let profile = profile.withMapping()
    guard count > 1 else {
      single = profile
      return
    }
    do { try merger.add(profile) } catch {
      throw FileError(
        InputFile.name(of: path), "cannot be added to \(first ?? "the others"): \(error)")
    }
    if first == nil { first = InputFile.name(of: path) }
  }

  /// The sum; nothing is left.
  mutating func profile() -> Profile {
    if let single = single.take() { return single }
    var merger = ProfileMerger()
    swap(&merger, &self.merger)
    return merger.merged()
  }
}
