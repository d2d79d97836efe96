import ArgumentParser
import ProfileExport

extension OutputFormat: ExpressibleByArgument {
  init?(argument: String) { self.init(name: argument) }

  var defaultValueDescription: String { name }

  static var allValueStrings: [String] { all.map(\.name) }
}

/// How a profile is written.
struct WritingOptions: ParsableArguments {
  @Option(
    name: .customLong("to"), help: ArgumentHelp("The format to write.", valueName: "format"))
  var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "Write the samples of each label value separately: label.KEY, for speedscope and firefox.",
      valueName: "label.KEY"))
  var by: String?

  @Option(help: ArgumentHelp("The service name, for otlp.", valueName: "name"))
  var service: String?

  private static let labelPrefix = "label."

  var settings: WritingSettings {
    var settings = WritingSettings()
    settings.program = "pproftool@\(version)"
    settings.groupKey = by.map { String($0.dropFirst(Self.labelPrefix.count)) }
    if let service { settings.service = service }
    return settings
  }

  /// The format to write.
  ///
  /// - Throws: if `--to` and the output's name contradict each other, or if an option does not apply to the format.
  func format(of output: OutputOptions) throws -> OutputFormat {
    let format = try output.profileFormat(format)
    try check(with: format)
    return format
  }

  /// Rejects options that do not apply to the format.
  private func check(with format: OutputFormat) throws {
    if let by, !by.hasPrefix(Self.labelPrefix) || by.count == Self.labelPrefix.count {
      throw ValidationError("--by: expected label.KEY")
    }
    let given = [("--by", by, WritingSettings.Option.groups), ("--service", service, .service)]
    for (name, value, option) in given where value != nil && !format.options.contains(option) {
      let able = OutputFormat.all.filter { $0.options.contains(option) }.map(\.name)
      throw ValidationError("\(name) is for \(able.joined(separator: ", ")), not \(format.name)")
    }
  }
}
