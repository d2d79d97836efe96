package import ProfileFetching
import ProfileSystem

/// A service that profiles are saved of.
package struct CollectTarget: Sendable {
  package let name: TargetName
  package let url: ServiceURL
  package var settings: FetchSettings
  /// The profiles to collect; for the address of one profile only that.
  package var profiles: [CollectedProfile]
  package var seconds: Int?

  /// - `argument`: `URL` or `NAME=URL`.
  /// - Throws: what is wrong with the name or the address.
  package init(_ argument: String, settings: FetchSettings, profiles: [CollectedProfile]) throws {
    let (name, address) = Self.split(argument)
    guard ServiceURL.isOne(.init(address)) else {
      throw CollectError.noService(Self.masked(argument))
    }
    let url = try ServiceURL(address)
    self.init(
      name: try TargetName(name ?? url.fileName), url: url, settings: settings, profiles: profiles)
  }

  package init(
    name: TargetName, url: ServiceURL, settings: FetchSettings, profiles: [CollectedProfile]
  ) {
    (self.name, self.url) = (name, url)
    seconds = settings.seconds
    self.settings = settings
    self.settings.seconds = nil
    self.profiles = profiles
  }

  /// A text that is no address may still contain a password.
  private static func masked(_ argument: String) -> String {
    argument.lastIndex(of: "@").map { "***" + argument[$0...] } ?? argument
  }

  /// A `=` that stands before `://` ends a name.
  private static func split(_ argument: String) -> (name: String?, address: String) {
    guard let sign = argument.firstIndex(of: "="),
      !argument[..<sign].contains(":"), !argument[..<sign].contains("?")
    else { return (nil, argument) }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  /// The profiles to collect, each with its address.
  func requests(collectsGarbage: Bool) -> [(profile: CollectedProfile, url: ServiceURL)] {
    if url.isProfile {
      let url = seconds.map { self.url.setting("seconds", "\($0)") } ?? self.url
      return [(CollectedProfile(name: url.profileName, path: url.path, query: url.query), url)]
    }
    return profiles.map { profile in
      (profile, profile.url(of: url, collectsGarbage: collectsGarbage, seconds: seconds))
    }
  }
}

/// The name of a service in a collected folder: one to three parts, for example `router`, or service, version and instance
/// as in `router/v1.4/router-0`. Each part becomes a folder.
package struct TargetName: Hashable, Sendable, CustomStringConvertible {
  private let parts: [String]

  package var description: String { parts.joined(separator: "/") }

  /// The most parts; folders below have a meaning for `check` and for fleets.
  private static let most = 3

  /// - Throws: `CollectError` when a text cannot be the name of folders.
  package init(_ text: String) throws(CollectError) {
    parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isGood =
      parts.count <= Self.most
      && parts.allSatisfy { part in
        !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy(ServiceURL.isOfName)
      }
    guard isGood else { throw .badName(text) }
  }

  /// The folder of the service's profiles.
  func folder(in folder: SystemPath) -> SystemPath {
    parts.reduce(folder) { $0.appending($1) }
  }
}
