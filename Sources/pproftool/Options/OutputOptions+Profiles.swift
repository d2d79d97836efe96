import ArgumentParser
import ProfileAnalysis
import ProfileExport
import ProfileModel
import ProfileSystem
import ReportRequests

extension OutputOptions {
  /// The format of a profile: the one that is given, or that the output's name asks for; pprof if its name has no ending.
  ///
  /// - `given`: what `--to` says; nil if it is not given.
  /// - Throws: if the name asks for another format than the option, or for none.
  func profileFormat(_ given: OutputFormat?) throws -> OutputFormat {
    guard let name = output.map({ SystemPath($0.fileName).text }), name.dropFirst().contains(".")
    else { return given ?? .pprof }
    let fileEnding = FileEnding(of: name)
    let ending = fileEnding?.text
    // What comes before `.gz` may be the ending of a report.
    let named = OutputFormat.ending(of: name) == ending ? OutputFormat(fileName: name) : nil
    guard let given else {
      if let named { return named }
      if let fileEnding { throw Self.noProfile(fileEnding) }
      let known = OutputFormat.allValueStrings.joined(separator: "|")
      throw ValidationError("cannot tell the format from the name '\(name)'; give --to \(known)")
    }
    if let named, named.fits(given) { return named }
    // One ending may be that of several formats.
    guard ending.map({ given.endings.contains($0) }) ?? true else {
      throw ValidationError("\(name): --to says \(given.name)")
    }
    return given
  }

  /// That an ending is none of a profile, and which command writes it.
  private static func noProfile(_ ending: FileEnding) -> any Error {
    let formats = ReportFormat.profiles + [.json, .ndjson, .folded]
    let advice = ending.advice(writing: formats).map { "; \($0)" } ?? ""
    return ValidationError("no profile is written as \(ending.text)\(advice)")
  }

  /// Writes a profile, and says what the format has no place for.
  ///
  /// - `name`: what the profile is called.
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
      // Thrown from here, no file appears.
      if reading.strict, let missed = leftOut.text { throw FileError(name, missed) }
    }
    if !losses.isEmpty {
      let list = losses.map(\.description).joined(separator: ", ")
      reading.warn("left out because \(format.name) has no place for it: \(list)", of: name)
    }
    if losses.contains(where: { $0.part == .comments }),
      let reason = SourceRemarks(of: profile).incomplete
    {
      reading.warn("\(format.name) cannot tell that it is incomplete: \(reason)", of: name)
    }
    if format.isRounded(profile) {
      reading.warn("viewers of \(format.name) round values beyond 9007199254740992", of: name)
    }
    if let message = settings.groupKey.flatMap({ UnmatchedLabel.message($0, in: profile) }) {
      reading.warn(message, of: name)
    }
    reading.say(leftOut, of: name)
    if format.holdsNothing(of: profile) {
      let value = profile.sampleTable.count == 0 ? "" : " with a value that \(format.name) holds"
      reading.warn("the output is empty: there is no sample\(value)", of: name)
    }
  }
}
