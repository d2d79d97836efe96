/// A part of a report, as both writers find it: what a number is stands here once.
package struct IncidentSection: Sendable {
  /// What links lead to.
  package let id: String
  package let title: String
  package var blocks: [IncidentBlock] = []
  /// The commands that print its numbers.
  package var commands: [ShellCommand] = []

  package init(id: String, title: String) { (self.id, self.title) = (id, title) }
}

/// A block of a section.
package enum IncidentBlock: Sendable {
  /// The first thing to read.
  case lead(IncidentText, IncidentMood)
  case heading(IncidentText)
  case text(IncidentText)
  case facts([IncidentFact])
  case table(IncidentTable)
  case charts([SeriesChart])
  case stack([IncidentFrame])
  case memory(MemoryBar)
  case flameGraph(IncidentFlameGraph)
  case list([IncidentText])
}

/// Whether something is good.
package enum IncidentMood: String, Sendable { case good, bad, open }

/// A question and its answer.
package struct IncidentFact: Sendable {
  package let title: String
  package let answer: IncidentText
}

/// A frame of a stack.
package struct IncidentFrame: Sendable, Equatable {
  package let function: String
  /// `file:line`, if known.
  package let source: String
}

/// A table of a report.
package struct IncidentTable: Sendable {
  package struct Column: Sendable {
    package let title: String
    package var isNumber = false

    package static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    package static func text(_ title: String) -> Column { Column(title: title) }
  }

  /// What it holds, for readers who cannot see it.
  package let caption: String
  package let columns: [Column]
  package let rowCount: Int
  private let makeRow: @Sendable (Int) -> [IncidentText]
  /// The note on rows left out.
  package var rest: String = ""
  /// Whether most of it may be folded away, for there may be thousands of rows.
  package var isLong = false

  package init(_ caption: String, _ columns: [Column], _ rows: [[IncidentText]]) {
    self.init(caption, columns, count: rows.count) { rows[$0] }
  }

  /// - `row`: makes a row when it is written, for there may be very many.
  package init(
    _ caption: String, _ columns: [Column], count: Int,
    row: @escaping @Sendable (Int) -> [IncidentText]
  ) {
    (self.caption, self.columns, rowCount, makeRow) = (caption, columns, count, row)
  }

  /// The rows, each made when its turn comes.
  package var rows: some Sequence<[IncidentText]> { (0..<rowCount).lazy.map(makeRow) }

  /// The table without the columns that are empty in all rows.
  package func withoutEmptyColumns() -> IncidentTable {
    let kept = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let makeRow = makeRow
    var table = IncidentTable(caption, kept.map { columns[$0] }, count: rowCount) { number in
      let row = makeRow(number)
      return kept.map { row[$0] }
    }
    (table.rest, table.isLong) = (rest, isLong)
    return table
  }
}
