import PprofWire
import ProfileAnalysis
import ProfileExport
public import ProfileModel
import ProfileSystem
import ReportRequests

extension Profile {
  /// Writes the profile to a file, as `pproftool convert` does: the name's ending selects the format;
  /// without a known ending it is pprof's. The file appears only when it is complete, as that of a report.
  ///
  ///     try profile.write(to: "heap.pb.gz")
  ///
  /// - Parameter path: the path of the file; `-` is standard output.
  /// - Returns: a message about what the format cannot store; nil if nothing was omitted.
  /// - Throws: a `WritingError` if the file cannot be written, if no profile is written under such a name, or if the
  ///   format does not hold such values.
  @discardableResult
  public func write(to path: String) throws -> String? {
    let format = try Self.format(ofFile: path)
    let leftOut = try WrittenFile(path).write { try format.write(self, to: &$0) }
    return omissions(in: format, leftOut)
  }

  /// What a format cannot store; nil if nothing was omitted.
  private func omissions(in format: OutputFormat, _ leftOut: LeftOutStacks) -> String? {
    let losses = format.losses(of: self).map(\.description).joined(separator: ", ")
    let lost = losses.isEmpty ? nil : "\(format.name) has no place for \(losses)"
    let messages = [lost, leftOut.text].compactMap { $0 }
    return messages.isEmpty ? nil : messages.joined(separator: "; ")
  }

  /// The profile as the contents of a file, for example to send it: the name's ending selects the format, as in
  /// `write(to:)`.
  ///
  ///     let body = try profile.bytes()
  ///
  /// - Parameters:
  ///   - name: the name of such a file.
  ///   - note: receives a message about what the format cannot store, if there is anything.
  /// - Returns: the contents.
  /// - Throws: a `WritingError` if no profile is written under such a name, or if the format does not hold such values.
  public func bytes(
    named name: String = "profile.pb.gz", note: (String) -> Void = { _ in }
  ) throws -> [UInt8] {
    let format = try Self.format(ofFile: name)
    do {
      var leftOut = LeftOutStacks()
      let bytes = try ByteSink.bytes { leftOut = try format.write(self, to: &$0) }
      if let omissions = omissions(in: format, leftOut) { note(omissions) }
      return bytes
    } catch let error as ExportError {
      throw WritingError(path: name, reason: "\(error)")
    }
  }

  /// The format that the name of a file selects.
  private static func format(ofFile path: String) throws(WritingError) -> OutputFormat {
    let name = SystemPath(SystemPath(path).fileName).text
    guard let ending = FileEnding(of: name) else { return .pprof }
    guard OutputFormat.ending(of: name) == ending.text, let format = OutputFormat(fileName: name)
    else {
      let advice =
        ending.formats.isEmpty ? "" : ", but a report is, such as that of flameGraph(title:)"
      throw WritingError(path: path, reason: "no profile is written as \(ending.text)\(advice)")
    }
    return format
  }
}
