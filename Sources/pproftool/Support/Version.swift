import ProfileFetching

/// The version of this program; see CHANGELOG.md.
let version = "0.1.0"

/// The output of `--version`. It lists the networking libraries, whose security fixes need a new build.
var versionText: String { "pproftool \(version) (\(FetchLibraries.versions))" }
