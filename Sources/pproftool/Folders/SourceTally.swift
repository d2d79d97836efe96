import ProfileModel
import ProfileSystem

/// The number of profiles read, and of those left out under `--keep-going`.
///
/// Both the reading thread and the using thread count.
final class SourceTally: @unchecked Sendable {
  private let monitor = Monitor()
  private var read = 0
  private var leftOut = 0

  /// Counts profiles that were read.
  func count(_ profiles: Int) { monitor.locked { read += profiles } }

  /// Counts a profile that cannot be read.
  func leaveOut() { monitor.locked { leftOut += 1 } }

  /// Counts a profile that was read but cannot be used.
  func leaveOutRead() {
    monitor.locked {
      read -= 1
      leftOut += 1
    }
  }

  /// Whether more profiles were left out than allowed.
  func isExceeded(_ limit: LeftOutLimit?) -> Bool {
    monitor.locked { limit?.isExceeded(by: leftOut, of: read + leftOut) ?? false }
  }

  /// `3 of 3360 profiles were left out`; nil if none was.
  var line: String? {
    monitor.locked {
      guard leftOut > 0 else { return nil }
      let all = read + leftOut
      return
        "\(leftOut) of \(all) \(all == 1 ? "profile" : "profiles") \(leftOut == 1 ? "was" : "were") left out"
    }
  }
}
