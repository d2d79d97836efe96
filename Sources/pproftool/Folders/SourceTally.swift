import ProfileModel
import ProfileSystem

/// How many profiles a command has read, and how many it left out as `--keep-going` asks for.
///
/// It is counted in the thread that reads and in the one that uses what was read.
final class SourceTally: @unchecked Sendable {
  private let monitor = Monitor()
  private var read = 0
  private var left = 0

  /// How many were left out.
  var leftOut: Int { monitor.locked { left } }

  /// Some profiles were read.
  func count(_ profiles: Int) { monitor.locked { read += profiles } }

  /// A profile cannot be read.
  func leaveOut() { monitor.locked { left += 1 } }

  /// A profile that was read cannot be used.
  func leaveOutRead() {
    monitor.locked {
      read -= 1
      left += 1
    }
  }

  /// Whether more was left out than may be.
  func isExceeded(_ limit: LeftOutLimit?) -> Bool {
    monitor.locked { limit?.isExceeded(by: left, of: read + left) ?? false }
  }

  /// `3 of 3360 profiles were left out`; nil if none was.
  var line: String? {
    monitor.locked {
      guard left > 0 else { return nil }
      let all = read + left
      return
        "\(left) of \(all) \(all == 1 ? "profile" : "profiles") \(left == 1 ? "was" : "were") left out"
    }
  }
}
