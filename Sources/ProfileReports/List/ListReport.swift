package import ProfileAnalysis
package import ProfileModel

/// The text of `list`, byte for byte that of `go tool pprof -list`.
package enum ListReport {
  /// The lines of a file as far as they can be read, or why there are none.
  package typealias Source =
    @Sendable (_ file: [UInt8], _ lines: ClosedRange<Int64>) -> Result<
      [[UInt8]], SourceError
    >

  /// Why a source cannot be shown.
  package struct SourceError: Error {
    package let reason: String
    package init(_ reason: String) { self.reason = reason }
  }

  /// Writes all functions, each with its sources; the sink is not finished.
  package static func write(
    _ listing: SourceListing, of view: ProfileView, source: Source, to sink: inout ByteSink
  ) {
    let values = view.valueText()
    var errors: [[UInt8]: SourceError] = [:]
    sink.write("Total: \(values.text(view.total))\n")
    for function in listing.functions {
      if function.routines.isEmpty {
        sink.write("No source information for ")
        sink.write(bytes: function.name[...])
        sink.write("\n")
      }
      for routine in function.routines {
        sink.styled(.heading) { sink in
          sink.write("ROUTINE ======================== ")
          sink.write(bytes: function.name[...])
          sink.write(" in ")
          sink.write(bytes: routine.file[...])
        }
        sink.write("\n")
        write(routine, values, total: view.total, to: &sink)
        write(linesOf: routine, values, source, &errors, to: &sink)
        if sink.hasFailed { return }
      }
    }
  }

  private static func write(
    _ routine: SourceListing.Routine, _ values: ValueText, total: Int64, to sink: inout ByteSink
  ) {
    sink.write(values.text(routine.flat), width: 10)
    sink.write(" ")
    sink.write(values.text(routine.cum), width: 10)
    sink.write(" (flat, cum) ")
    sink.write(share: routine.cum, of: total)
    sink.write(" of Total\n")
  }

  /// - `errors`: the files that could not be read so far; each is reported once.
  private static func write(
    linesOf routine: SourceListing.Routine, _ values: ValueText, _ source: Source,
    _ errors: inout [[UInt8]: SourceError], to sink: inout ByteSink
  ) {
    guard let wanted = routine.lines else {
      if let error = errors[routine.file] { sink.write(" Error: \(error.reason)\n") }
      return
    }
    switch source(routine.file, wanted) {
    case .failure(let error):
      errors[routine.file] = error
      sink.write(" Error: \(error.reason)\n")
    case .success(let lines):
      for (number, line) in zip(wanted.lowerBound..., lines) {
        let weight = routine.weights[number] ?? (0, 0)
        sink.write(weight.flat == 0 ? "." : values.text(weight.flat), width: 10)
        sink.write(" ")
        sink.write(weight.cum == 0 ? "." : values.text(weight.cum), width: 10)
        sink.write(" ")
        sink.write(decimal: number, width: 6)
        sink.write(":")
        sink.write(bytes: line[...])
        sink.write("\n")
      }
    }
  }
}
