import ProfileFetching

/// The version of this program; CHANGELOG.md says what is in it.
let version = "0.1.0"

/// What `--version` prints: the libraries that talk to servers too, whose mistakes are mended by building anew.
var versionText: String { "pproftool \(version) (\(FetchLibraries.versions))" }
