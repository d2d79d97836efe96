import ArgumentParser
import ProfileSystem

/// The profiles to subtract.
struct BaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A profile to subtract; percentages refer to the sum of all differences. May be given several times.",
      valueName: "file"),
    completion: .file())
  var base: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A profile to subtract; percentages refer to its total. May be given several times.",
      valueName: "file"),
    completion: .file())
  var diffBase: [SystemPath] = []

  @Flag(help: "Scale the profile to the total of the base before subtracting.")
  var normalize = false

  func validate() throws {
    guard base.isEmpty || diffBase.isEmpty else {
      throw ValidationError("--base and --diff-base cannot be given together")
    }
    guard !normalize || !base.isEmpty || !diffBase.isEmpty else {
      throw ValidationError("--normalize needs a profile to scale to; give --base or --diff-base")
    }
  }

  /// The profiles to subtract, in the given order.
  var paths: [SystemPath] { base + diffBase }

  /// Whether percentages refer to the total of these profiles.
  var isBase: Bool { !diffBase.isEmpty }
}
