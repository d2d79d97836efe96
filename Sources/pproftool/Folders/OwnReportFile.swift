import ProfileReports
import ProfileSystem

/// The test whether a file is a report of this program.
enum OwnReportFile {
  /// The most bytes to search. Most reports identify themselves in their first lines, long JSON in its last.
  private static let limit = 16 << 20

  /// Whether the file is a report; false if it cannot be read.
  static func isOne(_ path: SystemPath) -> Bool {
    guard let file = try? InputFile(path, isCounted: false) else { return false }
    defer { file.close() }
    var source = file.source()
    var (search, count) = (OwnReportSearch(), 0)
    while count < limit, let block = try? source.next(), !block.isEmpty {
      count += block.count
      if search.finds(block) { return true }
      if !search.goesOn { return false }
    }
    return search.isFoundAtEnd
  }
}
