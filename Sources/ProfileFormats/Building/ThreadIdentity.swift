import ProfileModel

/// The process and the thread of a sample, which become labels, never frames.
struct ThreadIdentity: Hashable {
  var process: StringID?
  var pid: Int64?
  var thread: StringID?
  var tid: Int64?
  var cpu: Int64?

  /// The set of these labels; ids of threads and processors are included only if the user wants ids.
  func labelSet(in builder: inout ProfileBuilder, keepsIDs: Bool) -> LabelSetID {
    var labels: [Label] = []
    func text(_ key: String, _ value: StringID?) {
      guard let value, value != .empty else { return }
      labels.append(Label(key: builder.string(key), value: .text(value)))
    }
    func number(_ key: String, _ value: Int64?) {
      guard let value else { return }
      labels.append(Label(key: builder.string(key), value: .number(value, unit: .empty)))
    }
    text("process", process)
    number("pid", pid)
    text("thread", thread)
    if keepsIDs {
      number("tid", tid)
      number("cpu", cpu)
    }
    return builder.labelSet(labels)
  }
}
