import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// Profiles that are subtracted.
struct BaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A profile to subtract; percentages are of the sum of all differences. May be given several times.",
      valueName: "file"),
    completion: .file())
  var base: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A profile to subtract; percentages are of its total. May be given several times.",
      valueName: "file"),
    completion: .file())
  var diffBase: [SystemPath] = []

  @Flag(help: "Scale the profile to the total of the base before it is subtracted.")
  var normalize = false

  func validate() throws {
    guard base.isEmpty || diffBase.isEmpty else {
      throw ValidationError("--base and --diff-base cannot be given together")
    }
    guard !normalize || !base.isEmpty || !diffBase.isEmpty else {
      throw ValidationError("--normalize needs a profile to scale to: give --base or --diff-base")
    }
  }

  /// The profiles to subtract, in the order they are given.
  var paths: [SystemPath] { base + diffBase }

  /// A profile as it is added up with others to subtract it.
  func negated(_ profile: consuming Profile) -> Profile {
    profile.negated(isBase: !diffBase.isEmpty)
  }
}

extension Profile {
  /// The profile as it is added up with others to subtract it.
  ///
  /// - Parameter isBase: whether percentages refer to it.
  consuming func negated(isBase: Bool) -> Profile {
    let ratios = [Double](repeating: -1, count: width)
    guard isBase else { return scaled(by: ratios) }
    return labelled(SampleWeights.baseLabel.key, SampleWeights.baseLabel.text).scaled(by: ratios)
  }
}
