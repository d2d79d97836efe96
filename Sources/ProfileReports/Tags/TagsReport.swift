public import ProfileAnalysis
public import ProfileModel

/// The text of `tags`, byte for byte that of `go tool pprof -tags`.
public enum TagsReport {
  /// Writes all keys, each with a total and its values; the sink is not finished.
  public static func write(_ table: TagTable, of subject: PreparedProfile, to sink: inout ByteSink)
  {
    let values = subject.valueText()
    let share = { (value: Int64) in
      subject.total > 0 ? " (\(PercentText.text(value, of: subject.total)))" : ""
    }
    var text: [UInt8] = []
    for key in table.keys {
      let total = "\(values.text(key.sum)) of \(values.text(subject.total))\(share(key.sum))"
      text += key.name + Array(":\t Total \(total)\n".utf8)
      for value in key.values {
        text += Array(" \t\(values.text(value.sum))\(share(value.sum)):\t ".utf8)
        text += value.text + Array("\n".utf8)
      }
      text += Array("\n".utf8)
    }
    TabAligner.write(text, to: &sink)
  }
}
