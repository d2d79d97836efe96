import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfilePatterns
import ProfileSystem
import ReportRequests

/// Which part of a profile is saved, and under which names.
struct SavingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep only this sample type, by name or by index from 0.",
      valueName: "name|n"))
  var sampleIndex: String?

  @Option(
    help: ArgumentHelp(
      "Omit stacks below this percentage of the total, by the default sample type of the saved profile.",
      valueName: "percent"), transform: Percentage.share)
  var minShare: Double?

  @Option(
    help: ArgumentHelp("Divide all values by this number; fractions are cut off.", valueName: "n"),
    transform: Self.divisor)
  var divideBy = 1.0

  @Option(help: "The level of detail to keep for frames (default: everything).")
  var granularity: Granularity?

  @Flag(help: "Attribute inlined functions to the function they were inlined into.")
  var noinlines = false

  @Option(
    help: ArgumentHelp(
      "Prefixes to remove from file names, separated by colons.",
      valueName: "prefixes"))
  var trimPath: SystemPath?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Replace matches in the names of functions, files and binaries and in label values; \\1 is what the first group \
      matched. The replacement begins after the last =. May be given several times.
      """, valueName: "regex=text"))
  var rename: [String] = []

  @Flag(
    help: """
      Replace names of the program's functions, files, binaries and label values with 8 digits of their SHA-256, and \
      drop comments. Whoever guesses a name can check the guess.
      """)
  var redact = false

  @OptionGroup var filters: FilterOptions

  @OptionGroup var completing: CompletingOptions

  func validate() throws { _ = try replacements() }

  private static func divisor(_ text: String) throws -> Double {
    let number = try QueryOptions.divisor(text)
    guard number > 0 else {
      throw ValidationError("expected a number above 0, as in 0.5, 1_000 or 2k")
    }
    return number
  }

  private func replacements() throws -> [Replacement] {
    try rename.map { given in
      guard let equal = given.lastIndex(of: "=") else {
        throw ValidationError("--rename: expected regex=text, found '\(given)'")
      }
      do {
        return try Replacement(
          String(given[..<equal]), with: String(given[given.index(after: equal)...]))
      } catch {
        throw ValidationError("--rename '\(given)': \(error)")
      }
    }
  }
}

extension SavingOptions {
  /// The options as a request.
  private func request() throws -> SavingRequest {
    var request = SavingRequest()
    request.query = filters.query
    (request.query.sampleType, request.query.divisor) = (sampleIndex, divideBy)
    request.completion = completing.completion
    (request.granularity, request.noInlines) = (granularity, noinlines)
    request.paths = trimPath.map { prefixes in
      var paths = SourcePaths()
      paths.trimPrefixes = prefixes.listed.map(\.bytes)
      return paths
    }
    request.leastShare = minShare ?? 0
    request.replacements = try replacements()
    request.isRedacted = redact
    return request
  }

  /// The selected part of a profile; prints messages about it.
  ///
  /// - Throws: a `FileError`.
  func saved(_ profile: consuming Profile, _ reading: ReadingOptions, named name: String) throws
    -> Profile
  {
    do {
      let saved = try request().saved(profile)
      if !reading.quiet { saved.messages.forEach(Message.print) }
      for pattern in saved.unmatched {
        reading.warn("--rename: nothing matches '\(pattern)'", of: name)
      }
      if let lookalikes = saved.lookalikes { reading.warn("--redact: \(lookalikes)", of: name) }
      if saved.vanished > 0 {
        reading.warn("--divide-by reduces \(saved.vanished) samples to 0", of: name)
      }
      if let message = saved.smallStacksMessage, !reading.quiet {
        Message.print("\(name): \(message)")
      }
      return saved.profile
    } catch {
      throw FileError(name, error)
    }
  }
}

extension SavingRequest.Saved {
  /// For example `left out 12 stacks below --min-share: 1.20MB of 64MB (1.88%)`; nil without `--min-share`.
  fileprivate var smallStacksMessage: String? {
    guard let small = smallStacks, small.count > 0,
      let type = try? SampleTypeChoice(of: profile).type
    else {
      return nil
    }
    let text = ValueText(profile.strings[type.unit])
    let share = PercentText.text(small.sum, of: small.total).drop { $0 == " " }
    return "left out \(small.count.counted("stack")) below --min-share: \(text.text(small.sum)) of "
      + "\(text.text(small.total)) (\(share))"
  }
}
