import CFetch

/// The libraries that talk to servers.
package enum FetchLibraries {
  /// Their names and versions: `libcurl 7.88.1, OpenSSL 3.0.22`.
  package static var versions: String { String(cString: cfetch_version()) }
}
