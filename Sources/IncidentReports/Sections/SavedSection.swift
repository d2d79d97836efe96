import CheckReports
import LeakChecks
import ProfileAnalysis

/// Every file that was saved, what was passed over and why, and how to get at all of it again.
struct SavedSection {
  private let incident: Incident
  private var names: IncidentNames { incident.names }

  init(_ incident: Incident) { self.incident = incident }

  /// - `missing`: the titles of sections that there is nothing for.
  func section(without missing: [String]) -> IncidentSection {
    var section = IncidentSection(id: "saved", title: "What was saved")
    if !missing.isEmpty {
      section.blocks.append(
        .text(
          "Empty sections, which were left out: \(missing.joined(separator: ", "))."
        ))
    }
    if !incident.isEmpty { section.blocks.append(.table(files)) }
    if let baselines { section.blocks += [.heading("The baseline"), .table(baselines)] }
    if let aside { section.blocks += [.heading("Skipped"), .table(aside)] }
    let remarks = remarks
    if !remarks.isEmpty { section.blocks += [.heading("Remarks"), .list(remarks)] }
    section.blocks.append(
      .text("Written by \(incident.request.program) from the files listed here and nothing else."))
    section.commands = [incident.commands.info(for: "files, times, formats")]
    return section
  }

  // MARK: Files

  private var files: IncidentTable {
    table(
      "Files that were read",
      incident.snapshotSet.instances.flatMap { instance in
        IncidentProfiles.records(of: instance).map {
          (instance.name, $0.record, $0.time, $0.process + 1)
        }
      })
  }

  private var baselines: IncidentTable? {
    let all = incident.snapshotSet.baselines.flatMap { instance in
      IncidentProfiles.records(of: instance).map {
        (instance.name, $0.record, $0.time, $0.process + 1)
      }
    }
    return all.isEmpty ? nil : table("Files of the baseline", all)
  }

  private func table(
    _ caption: String,
    _ files: [(instance: String, record: ProfileRecord, time: Int64, process: Int)]
  ) -> IncidentTable {
    let sorted = files.sorted {
      ($0.instance, $0.time, $0.record.name) < ($1.instance, $1.time, $1.record.name)
    }
    let names = names
    var table = IncidentTable(
      caption,
      [
        .text("Time"), .number("Process"), .text("Format"), .text("Holds"), .text("File"),
      ], count: sorted.count
    ) { number in
      let file = sorted[number]
      return [
        file.time == 0 ? "" : "\(TimeText.moment(file.time))", "\(file.process)",
        "\(file.record.format)",
        "\(file.record.types.map(\.name).joined(separator: ", "))",
        "\(name: names.text(file.record.name))",
      ]
    }.withoutEmptyColumns()
    table.isLong = true
    return table
  }

  private var aside: IncidentTable? {
    // Files may have gone while the sections before were made.
    let lost = incident.snapshotSet.lost.filter { !incident.report.missing.contains($0) }
    let missing = (incident.report.missing + lost).map { ($0.name, $0.reason) }
    let incomplete = incident.report.incomplete.map { ($0.name, "incomplete: \($0.reason)") }
    let skipped = incident.skipped.map { ($0.name, $0.reason) }
    let rows = (missing + incomplete + skipped).map { name, reason -> [IncidentText] in
      ["\(name: names.text(name))", names.areRedacted ? "" : IncidentText([.text(reason)])]
    }
    guard !rows.isEmpty else { return nil }
    var table = IncidentTable(
      "Files that were skipped or incomplete", [.text("File"), .text("Why")], rows
    )
    .withoutEmptyColumns()
    table.isLong = true
    return table
  }

  /// The remarks of `check` besides the verdicts; rises and files that were set aside are told above.
  private var remarks: [IncidentText] {
    let output = CheckOutput(incident.report, exitStatus: incident.exitStatus)
    let elsewhere = ["NOTE ", "ERROR ", "INCOMPLETE ", "SUPPRESSED "]
    let said = output.remarks.filter { !elsewhere.contains(where: $0.hasPrefix) }
    guard names.areRedacted else { return said.map { IncidentText([.text($0)]) } }
    return said.isEmpty
      ? [] : ["Other remarks of check name files or rules and are not repeated here."]
  }
}
