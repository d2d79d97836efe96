import ProfileFetching
import ProfileSystem

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
