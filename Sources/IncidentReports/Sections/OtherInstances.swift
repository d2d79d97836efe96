import LeakChecks

/// How much the other instances have of what a section shows of one.
struct OtherInstances {
  private let incident: Incident
  /// Each is read again.
  private static let shown = 5

  init(_ incident: Incident) { self.incident = incident }

  /// Adds `Newest in the other instances: 34.10s in b, 1.20s in c; 3 more instances are not shown.` if another has any.
  ///
  /// - `type`: the sample type; nil for the profile's default.
  func add(_ group: String, type: String?, to section: inout IncidentSection) {
    let told = incident.profiles.instance(of: group)?.name
    let others = incident.snapshotSet.instances.filter { $0.name != told }
      .compactMap { instance in instance.level(of: group).map { (instance, $0) } }
      .sorted { $0.1 > $1.1 }
    let parts = others.prefix(Self.shown).compactMap { part($0.0, group, type) }
    guard !parts.isEmpty else { return }
    // The others have less, or their files have changed.
    let rest = others.count - parts.count
    let more =
      rest > 0 ? "; \(rest.counted("more instance")) \(rest == 1 ? "is" : "are") not shown" : ""
    let list = IncidentText(joining: parts, by: ", ")
    section.blocks.append(.text("Newest in the other instances: \(list)\(more)."))
    let command = incident.commands.info(for: "the totals of all instances")
    if !section.commands.contains(command) { section.commands.append(command) }
  }

  private func part(_ instance: CheckedInstance, _ group: String, _ type: String?) -> IncidentText?
  {
    guard let record = instance.newestRecord(of: group),
      let view = incident.profiles.view(record, type: type)
    else { return nil }
    let total = view.valueText(in: "auto").text(view.total)
    let title = incident.profiles.title(of: instance)
    return "\(strong: total) in \(name: title)\(instance.isGone ? " (gone)" : "")"
  }
}

extension CheckedInstance {
  /// The profile in a group's newest snapshot that has most of what is needed; nil if the instance does not have the group.
  func newestRecord(of group: String, for need: Snapshot.Need = .values) -> ProfileRecord? {
    groups.first { $0.name == group }?.newest?.profile(for: need)
  }

  /// What instances with the same group are ordered by: the level that rules measure, else that of the newest profile.
  func level(of group: String) -> Double? {
    LevelGrowth(of: group, in: self)?.newest.value
      ?? newestRecord(of: group).map { Double($0.level) }
  }
}
