import LeakChecks

/// The commands that print what a report shows.
struct IncidentCommands: Sendable {
  private let request: IncidentRequest
  private let names: IncidentNames

  init(_ request: IncidentRequest, _ names: IncidentNames) {
    (self.request, self.names) = (request, names)
  }

  /// `check` of all that was read.
  func check(_ options: [String] = [], assertion: String? = nil, for purpose: String = "")
    -> ShellCommand
  {
    let assertions = assertion.map { ["--assert", $0] } ?? []
    return command(
      "check",
      ["--keep-going"] + request.ruleOptions.map(told) + options + assertions.map(told) + baseline
        + request.readingOptions + request.paths.map(names.text), purpose)
  }

  private var baseline: [String] { request.baseline.flatMap { ["--baseline", names.text($0)] } }

  /// An option stays what it is, and so does a day or a time; what else people wrote into one does not.
  private func told(_ word: String) -> String {
    let isTime = word.utf8.allSatisfy { 0x30...0x39 ~= $0 || "-:TZ.".utf8.contains($0) }
    return word.hasPrefix("-") || isTime ? word : names.text(word)
  }

  /// A command on one profile or several.
  func report(
    _ name: String, _ options: [String] = [], of records: [ProfileRecord], for purpose: String = ""
  ) -> ShellCommand {
    let number = records.count == 1 && records[0].number > 0 ? records[0].number : nil
    return command(
      name,
      options + (number.map { ["--nth", "\($0)"] } ?? []) + readingOptions
        + records.map { names.text($0.fileName) }, purpose)
  }

  /// Options about folders are useless to a command on files.
  private var readingOptions: [String] {
    request.readingOptions.filter { $0 != "--recursive" && $0 != "--quiet" }
  }

  func command(_ name: String, _ words: [String], _ purpose: String) -> ShellCommand {
    ShellCommand(["pproftool", name] + words, for: purpose)
  }

  /// The files, with their totals.
  func info(for purpose: String) -> ShellCommand {
    command("info", request.readingOptions + request.paths.map(names.text), purpose)
  }
}

extension ProfileRecord {
  /// The file's name, without the number of a profile within it; an address without its password.
  package var fileName: String {
    let suffix = ", number \(number)"
    return number > 0 && name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
  }
}
