import ProfileModel

/// Aligns cells that end with a tab to the right, as Go's `text/tabwriter` does.
///
/// Lines that follow each other and have a cell in a column share its width, which is that of the widest
/// cell and a blank. What is behind the last tab of a line is no cell.
enum TabAligner {
  /// Writes a text with its tabs replaced by blanks before the cells.
  ///
  /// - `headStyle`: the style of a first cell that does not begin with a blank.
  static func write(_ text: [UInt8], to sink: inout ByteSink, headStyle: TextStyle? = nil) {
    let newline = UInt8(ascii: "\n")
    var lines = text.split(separator: newline, omittingEmptySubsequences: false).map {
      $0.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    }
    if text.last == newline || text.isEmpty { lines.removeLast() }
    let widths = widths(of: lines)
    for (line, cells) in lines.enumerated() {
      for (column, (cell, width)) in zip(cells, widths[line]).enumerated() {
        sink.writeBlanks(width - characters(in: cell))
        let isHead = column == 0 && cell.first != UInt8(ascii: " ")
        sink.styled(isHead ? headStyle : nil) { $0.write(bytes: cell) }
      }
      if let rest = cells.last { sink.write(bytes: rest) }
      sink.write("\n")
    }
  }

  /// The width of each cell of each line.
  private static func widths(of lines: [[ArraySlice<UInt8>]]) -> [[Int]] {
    var widths = lines.map { [Int](repeating: 0, count: $0.count - 1) }
    var blocks = [(column: 0, lines: lines.indices)]
    while let block = blocks.popLast() {
      var start = block.lines.lowerBound
      while start < block.lines.upperBound {
        guard widths[start].count > block.column else {
          start += 1
          continue
        }
        var end = start
        var width = 0
        while end < block.lines.upperBound, widths[end].count > block.column {
          width = max(width, characters(in: lines[end][block.column]) + 1)
          end += 1
        }
        for line in start..<end { widths[line][block.column] = width }
        blocks.append((block.column + 1, start..<end))
        start = end
      }
    }
    return widths
  }

  private static func characters(in cell: ArraySlice<UInt8>) -> Int {
    String(decoding: cell, as: UTF8.self).unicodeScalars.count
  }
}
