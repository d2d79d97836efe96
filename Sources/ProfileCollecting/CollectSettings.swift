package import ProfileSystem

/// How profiles of services are saved.
package struct CollectSettings: Sendable {
  /// Where the services' folders are.
  package var folder: SystemPath = "."
  /// The most goroutines that a service may have for a dump, which stops it.
  package var mostForDump = 10_000
  /// Whether heaps are taken after a garbage collection.
  package var collectsGarbage = false
  /// How many services are asked at once.
  package var jobs = 16
  /// How often a request is made again whose failure may pass.
  package var retries = 2
  package var ring = Ring()
  /// Whether what is no profile is kept too, as `….bad`.
  package var keepsBad = false

  package init() {}
}
