package import ProfileAnalysis
package import ProfileModel

/// The labels of a profile: the text is byte for byte that of `go tool pprof -tags`.
package struct TagsReport: FormattedReport {
  let table: TagTable
  let view: ProfileView

  /// - `table`: the labels, distinguished exactly if the form is one for programs.
  package init(_ table: TagTable, of view: ProfileView) {
    self.table = table
    self.view = view
  }

  /// Writes all keys, each with a total and its values.
  package func writeText(to sink: inout ByteSink) {
    let values = view.valueText()
    let share = { (value: Int64) in
      view.total > 0 ? " (\(PercentText.text(value, of: view.total)))" : ""
    }
    // A key at a time, for the empty line behind it ends all columns.
    for key in table.keys {
      let total = "\(values.text(key.sum)) of \(values.text(view.total))\(share(key.sum))"
      var text = key.name + Array(":\t Total \(total)\n".utf8)
      for value in key.values {
        text += Array(" \t\(values.text(value.sum))\(share(value.sum)):\t ".utf8)
        text += table.texts.bytes(of: value.text) + Array("\n".utf8)
      }
      text += Array("\n".utf8)
      TabAligner.write(Array(text), to: &sink, headStyle: .heading)
    }
  }
}
