import ProfileReports
import ProfileSystem

/// A file that this program may have written.
enum OwnReportFile {
  /// No more than this is searched: most reports tell in their first lines, long JSON in its last.
  private static let limit = 16 << 20

  /// Whether a file is a report; false if it cannot be read.
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
