// swift-tools-version: 6.2
import PackageDescription

/// Uses the library as another package would: from outside, through its one product.
let package = Package(
  name: "Examples",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "pproftool", path: "../..")],
  targets: [
    .executableTarget(
      name: "Combining", dependencies: [.product(name: "ProfileKit", package: "pproftool")],
      // One import is enough for all that the library's functions take.
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    .executableTarget(
      name: "SessionBenchmark",
      dependencies: [.product(name: "ProfileKit", package: "pproftool")]),
    .executableTarget(
      name: "TopTen", dependencies: [.product(name: "ProfileKit", package: "pproftool")]),
  ]
)
