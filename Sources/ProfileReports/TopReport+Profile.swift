import ProfileAnalysis
package import ProfileModel

extension TopReport {
  /// The table as a profile: a sample a row, with `cum` and `flat` in the unit of the text, cut to integers.
  ///
  /// It is equal in meaning to that of `go tool pprof -topproto`.
  package var profile: Profile {
    let unit = table.rows.isEmpty ? view.unit : view.settledUnit(smallest: table.smallest)
    let values = ValueText(view.valueUnit, in: unit)
    let (header, strings) = (view.profile.header, view.profile.strings)
    var builder = ProfileBuilder()
    builder.header.sampleTypes = ["cum", "flat"].map {
      ValueType(type: builder.string($0), unit: builder.string(unit))
    }
    builder.header.timeNanos = header.timeNanos
    builder.header.durationNanos = header.durationNanos
    builder.header.periodType = ValueType(
      type: builder.string(strings[header.periodType.type]),
      unit: builder.string(strings[header.periodType.unit]))
    builder.header.period = header.period
    for row in table.rows {
      let stack = builder.stack([location(of: row.info, &builder)])
      builder.appendSample(
        stack: stack,
        values: [row.cum, row.flat].map {
          Int64(clamping: values.converted($0).value.rounded(.towardZero))
        })
    }
    return builder.finish()
  }

  private func location(of info: NodeInfo, _ builder: inout ProfileBuilder) -> LocationID {
    let (name, file) = (
      Array(table.texts.bytes(of: info.name)), Array(table.texts.bytes(of: info.file))
    )
    let function = builder.function(
      name: builder.string(name.span), systemName: .empty, filename: builder.string(file.span),
      startLine: info.startLine)
    return builder.location(
      lines: [.init(function: function, number: info.line, column: info.column)],
      address: info.address)
  }
}
