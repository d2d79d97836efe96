import ProfileSystem

@testable import ProfileCollecting
@testable import ProfileFetching

extension FuzzCheck {
  /// A URL: its displayed form contains no password, and its request goes to its host.
  static let url = FuzzCheck(name: "url", fixtures: []) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let masked = ServiceURL.withoutCredentials(text)
    guard let url = try? ServiceURL(text) else { return }
    for shown in [masked, url.text] {
      try require(!url.hasCredentials || url.socket != nil || shown.contains("***@"), "\(shown)")
    }
    let again = try? ServiceURL(url.request)
    try require(again?.hasCredentials == false, "\(url.request) tells who asks")
    try require(again?.host == url.host && again?.port == url.port, "\(url.request) is elsewhere")
    try require(again?.path == url.path && again?.query == url.query, "\(url.request) is another")
    try require(url.setting("seconds", "7").seconds == 7, "no seconds in \(url.text)")
    try require(
      url.profiles.isService && url.profiles.profiles == url.profiles, "\(url.profiles.text)")
    try require(!(url.isService && url.isProfile), "\(url.text) is both")
    try require(url.hasSameOrigin(as: url), "\(url.text) is not where it is")
    let names = url.fileName.utf8 + Array(url.profileName.utf8)
    try require(names.allSatisfy(ServiceURL.isOfName), "\(url.fileName) \(url.profileName)")
  }

  /// A list of services: an error is on one of its lines, and accepted entries are its lines in order.
  static let targets = FuzzCheck(name: "targets", fixtures: []) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
    do throws(CollectError) {
      let entries = try TargetsFile(text) { $0.count < 3 ? "x$y" : nil }.entries
      try check(entries, lines)
    } catch {
      if case .line(let line, _) = error { try require((1...lines).contains(line), "line \(line)") }
    }
  }

  private static func check(_ entries: [TargetsFile.Entry], _ lines: Int) throws(CollectError) {
    var last = 0
    for entry in entries {
      guard entry.line > last, entry.line <= lines, !entry.name.isEmpty else {
        preconditionFailure("an entry of line \(entry.line) after \(last) of \(lines)")
      }
      last = entry.line
      guard let name = try? TargetName(entry.name) else { continue }
      let folder = name.folder(in: "/base").text
      precondition(
        folder.hasPrefix("/base/") && !folder.contains("/."), "it leaves the folder: \(folder)")
    }
  }
}
