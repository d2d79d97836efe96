import ProfileSystem

/// The name of a file as collecting makes it: `20261126T114512Z.goroutine.pb.gz`.
struct RoundFile: Equatable {
  /// The time of its round, as written in the name; names sort by it.
  let time: String
  let name: [UInt8]
  let size: Int64

  private static let digits = 8 + 6
  private static let endings = [".pb.gz", ".txt.gz", ".pb.gz.bad", ".txt.gz.bad"]

  /// The time that a name begins with; nil for a name that collecting does not make.
  static func time(in name: [UInt8]) -> String? {
    let text = String(decoding: name, as: UTF8.self)
    let time = text.prefix { $0 != "." }
    let pattern = time.utf8.map { 0x30...0x39 ~= $0 ? UInt8(ascii: "0") : $0 }
    guard pattern == Array("00000000T000000Z".utf8),
      let ending = endings.first(where: text.hasSuffix),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      text.utf8.count > time.utf8.count + 1 + ending.utf8.count
    else { return nil }
    return String(time)
  }

  /// The files of a folder that collecting made, in the order of their names; links are somebody else's.
  static func all(in folder: SystemPath) -> [RoundFile] {
    let entries = (try? FileSystem.entries(in: folder)) ?? []
    return entries.compactMap { entry in
      guard let time = time(in: entry.name),
        let status = try? FileStatus.of(folder.appending(entry.name), following: false),
        status.kind == .regular
      else { return nil }
      return RoundFile(time: time, name: entry.name, size: status.size)
    }
  }
}
