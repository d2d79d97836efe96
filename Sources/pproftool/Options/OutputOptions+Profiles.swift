import ArgumentParser
import ProfileAnalysis
import ProfileExport
import ProfileModel
import ProfileSystem
import ReportRequests

extension OutputOptions {
  /// The format of a profile: the given one, or the one that the output's name selects; pprof if the name has no known
  /// ending.
  ///
  /// - `given`: the value of `--to`; nil if it is not given.
  /// - Throws: if the name selects another format than the option, or one that no profile is written as.
  func profileFormat(_ given: OutputFormat?) throws -> OutputFormat {
    guard let name = output.map({ SystemPath($0.fileName).text }), name.dropFirst().contains(".")
    else { return given ?? .pprof }
    let fileEnding = FileEnding(of: name)
    let ending = fileEnding?.text
    // The part before `.gz` may be the ending of a report.
    let named = OutputFormat.ending(of: name) == ending ? OutputFormat(fileName: name) : nil
    guard let given else {
      if let named { return named }
      if let fileEnding { throw Self.noProfile(fileEnding) }
      try FileEnding.refuseMisspelt(output)
      return .pprof
    }
    if let named, named.fits(given) { return named }
    // Several formats may share an ending.
    guard ending.map({ given.endings.contains($0) }) ?? true else {
      throw ValidationError("\(output?.text ?? name): --to says \(given.name)")
    }
    return given
  }

  /// The error that no profile has this ending, with the command that writes it.
  private static func noProfile(_ ending: FileEnding) -> any Error {
    let formats = ReportFormat.profiles + [.json, .ndjson, .folded]
    let advice = ending.advice(writing: formats).map { "; \($0)" } ?? ""
    return ValidationError("no profile is written as \(ending.text)\(advice)")
  }

  /// Writes a profile, and warns about what the format cannot store.
  ///
  /// - `name`: the name of the profile in messages.
  func write(
    _ profile: Profile, as format: OutputFormat, _ reading: ReadingOptions, named name: String,
    _ settings: WritingSettings
  ) throws {
    let losses = format.losses(of: profile, settings)
    var leftOut = LeftOutStacks()
    try write(isText: format.isText) { sink in
      do {
        leftOut = try format.write(profile, settings, to: &sink)
      } catch {
        throw FileError(name, error)
      }
      // Thrown here, so that no file is created.
      if reading.strict, let missed = leftOut.text { throw FileError(name, missed) }
    }
    if !losses.isEmpty {
      let list = losses.map(\.description).joined(separator: ", ")
      reading.warn("left out because \(format.name) has no place for it: \(list)", of: name)
    }
    if losses.contains(where: { $0.part == .comments }) {
      for reason in SourceRemarks(of: profile).limits {
        reading.warn("\(format.name) cannot record that \(reason)", of: name)
      }
    }
    if format.isRounded(profile) {
      reading.warn("viewers of \(format.name) round values beyond 9007199254740992", of: name)
    }
    if let message = settings.groupKey.flatMap({ UnmatchedLabel.message($0, in: profile) }) {
      reading.warn(message, of: name)
    }
    reading.warn(leftOut, of: name)
    if format.holdsNothing(of: profile) {
      let value = profile.sampleTable.count == 0 ? "" : " with a value that \(format.name) holds"
      reading.warn("the output is empty: there is no sample\(value)", of: name)
    }
  }
}
