import ArgumentParser
import ProfileAnalysis
import ProfileExport
import ProfileModel

/// How a profile is written for other tools.
struct WritingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The sample type to write, by name or by place from 0; the others are left out.",
      valueName: "name|n"))
  var sampleIndex: String?

  @Option(
    help: ArgumentHelp(
      "Write the samples of each value of a label apart: label.KEY, for speedscope and firefox.",
      valueName: "label.KEY"))
  var by: String?

  @Option(help: ArgumentHelp("What was measured, for otlp.", valueName: "name"))
  var service: String?

  private static let labelPrefix = "label."

  /// The settings where nothing can be chosen.
  static var unchosen: WritingSettings {
    var settings = WritingSettings()
    settings.program = "pproftool@\(version)"
    return settings
  }

  var settings: WritingSettings {
    var settings = Self.unchosen
    settings.groupKey = by.map { String($0.dropFirst(Self.labelPrefix.count)) }
    if let service { settings.service = service }
    return settings
  }

  /// Refuses what a format cannot be told.
  func check(with format: OutputFormat) throws {
    if let by, !by.hasPrefix(Self.labelPrefix) || by.count == Self.labelPrefix.count {
      throw ValidationError("--by: expected label.KEY")
    }
    let given = [("--by", by, WritingSettings.Option.groups), ("--service", service, .service)]
    for (name, value, option) in given where value != nil && !format.options.contains(option) {
      let able = OutputFormat.all.filter { $0.options.contains(option) }.map(\.name)
      throw ValidationError("\(name) is for \(able.joined(separator: ", ")), not \(format.name)")
    }
  }

  /// The profile with the chosen sample type alone.
  func chosen(of profile: Profile, named name: String) throws -> Profile {
    guard let sampleIndex else { return profile }
    do {
      return profile.keeping(try SampleTypeChoice(sampleIndex, of: profile))
    } catch {
      throw FileError(name, error)
    }
  }
}
