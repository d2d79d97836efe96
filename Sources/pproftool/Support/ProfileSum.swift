import ProfileModel
import ProfileSystem

/// Profiles added up one after the other; one alone stays as it is.
struct ProfileSum {
  private var single: Profile?
  private let count: Int
  private var merger = ProfileMerger()
  private var first: String?
  private var added = 0

  /// - Parameter count: how many profiles are coming at least. If it is more than one, the first is not
  ///   held beside the second until that has been read, unless its samples have values of some types only.
  init(of count: Int = 1) { self.count = count }

  /// What a person calls some files.
  static func name(of paths: [SystemPath]) -> String {
    guard let first = paths.first else { return "no profile" }
    return paths.count == 1 ? InputFile.name(of: first) : "\(paths.count) profiles"
  }

  /// Adds a profile.
  ///
  /// - Throws: a `FileError` that names the two files that do not go together.
  mutating func add(_ profile: consuming Profile, from name: String) throws {
    let profile = try Self.reported(profile, from: name)
    added += 1
    guard let first else {
      first = name
      guard count > 1 else {
        single = profile
        return
      }
      try merger.add(profile)
      // The next is being read meanwhile.
      merger.getReady()
      return
    }
    do {
      if let before = single.take() { try merger.add(before) }
      try merger.add(profile)
    } catch {
      throw FileError(name, "cannot be added to \(first): \(error)")
    }
  }

  /// A profile as the reference merges and reports it.
  private static func reported(_ profile: consuming Profile, from name: String) throws -> Profile {
    do { return try profile.withDistinctTypes().withMapping() } catch {
      throw FileError(name, error)
    }
  }

  /// Makes one profile of several that were added, before others are subtracted.
  mutating func combine() throws {
    if added > 1 { try merger.combine() }
  }

  /// The sum of some files, and a word about what it has no place for; nothing is left.
  mutating func profile(named name: String, _ reading: ReadingOptions) -> Profile {
    if merger.holdsOnlyInUse {
      reading.warn(
        "only what is in use is added up: not all of them tell what was allocated",
        of: name)
    }
    return profile()
  }

  /// The sum; nothing is left.
  mutating func profile() -> Profile {
    if let single = single.take() { return single }
    var merger = ProfileMerger()
    swap(&merger, &self.merger)
    return merger.merged()
  }
}
