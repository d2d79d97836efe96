// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The modules that fence a C library handle raw pointers; nothing else does.
let fencing: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "pproftool",
  // InlineArray, and the spans of texts, came with it.
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "pproftool", targets: ["pproftool"]),
    .library(name: "ProfileKit", targets: ["ProfileKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CProtobufC", pkgConfig: "libprotobuf-c",
      providers: [.apt(["libprotobuf-c-dev"]), .brew(["protobuf-c"])]),
    .systemLibrary(
      name: "CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CStart"),
    .target(name: "CAffinity"),
    .target(name: "CPprof", dependencies: ["CProtobufC"]),
    .target(
      name: "CRE2",
      linkerSettings: [
        .linkedLibrary("re2"),
        .linkedLibrary("stdc++", .when(platforms: [.linux])),
        .linkedLibrary("c++", .when(platforms: [.macOS])),
      ]),
    .target(
      name: "CFetch",
      linkerSettings: [
        .linkedLibrary("curl"), .linkedLibrary("ssl", .when(platforms: [.linux])),
        .linkedLibrary("crypto", .when(platforms: [.linux])),
      ]),
    .target(name: "CServe", linkerSettings: [.linkedLibrary("microhttpd")]),
    .target(name: "ProfileSystem", dependencies: ["CAffinity"], swiftSettings: fencing),
    .target(name: "ProfileModel", dependencies: ["ProfileSystem"], swiftSettings: strict),
    .target(
      name: "PprofWire", dependencies: ["ProfileModel", "CZlib", "CZstd", "CPprof", "CProtobufC"],
      swiftSettings: fencing),
    .target(name: "ProfilePatterns", dependencies: ["CRE2"], swiftSettings: fencing),
    .target(name: "YAMLText", dependencies: ["CYaml"], swiftSettings: fencing),
    .target(
      name: "CDemangle",
      linkerSettings: [.linkedLibrary("iberty", .when(platforms: [.linux]))]),
    .target(name: "NameDemangling", dependencies: ["CDemangle"], swiftSettings: fencing),
    .target(name: "JSONText", dependencies: ["ProfileModel"], swiftSettings: strict),
    .target(
      name: "ProfileFormats", dependencies: ["PprofWire", "JSONText", "NameDemangling"],
      swiftSettings: strict),
    .target(
      name: "ProfileFetching", dependencies: ["ProfileModel", "CFetch"], swiftSettings: fencing),
    .target(
      name: "ProfileSymbols", dependencies: ["ProfileModel", "JSONText"], swiftSettings: strict),
    .target(name: "ProfileStatistics", dependencies: ["ProfileSystem"], swiftSettings: strict),
    .target(
      name: "ProfileAnalysis",
      dependencies: ["ProfileModel", "ProfilePatterns", "ProfileStatistics"], swiftSettings: strict),
    .target(
      name: "ProfileExport", dependencies: ["ProfileAnalysis", "ProfileFormats"],
      swiftSettings: strict),
    .target(
      name: "LeakChecks", dependencies: ["ProfileAnalysis", "YAMLText"], swiftSettings: strict),
    .target(
      name: "CAssets",
      exclude: ["Common", "FlameGraph", "Help", "Report", "Server", "Viewer", "package.json"]),
    .target(name: "ProfileAssets", dependencies: ["CAssets"], swiftSettings: fencing),
    .target(
      name: "ProfileReports", dependencies: ["ProfileAnalysis", "JSONText", "ProfileAssets"],
      swiftSettings: strict),
    .target(
      name: "CheckReports", dependencies: ["LeakChecks", "ProfileReports"], swiftSettings: strict),
    .target(
      name: "ProfileViewer", dependencies: ["ProfileReports", "PprofWire"], swiftSettings: strict),
    .target(
      name: "ReportRequests", dependencies: ["ProfileExport", "ProfileViewer"],
      swiftSettings: strict),
    .target(
      name: "ProfileKit", dependencies: ["ReportRequests", "CheckReports", "ProfileFormats"],
      swiftSettings: strict),
    .target(
      name: "IncidentReports", dependencies: ["ReportRequests", "CheckReports"],
      swiftSettings: strict),
    .target(
      name: "ProfileCollecting",
      dependencies: ["ProfileFetching", "ProfileFormats", "ProfileReports"],
      swiftSettings: strict),
    .target(
      name: "ProfileServing", dependencies: ["ProfileModel", "CServe"], swiftSettings: fencing),
    .executableTarget(
      name: "pproftool",
      dependencies: [
        "ReportRequests", "CheckReports", "IncidentReports", "ProfileCollecting", "ProfileServing",
        "ProfileSymbols", "CStart",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["ProfileExport"], path: "Tests/Support",
      swiftSettings: strict
    ),
    tests("ProfileSystem"), tests("ProfileStatistics"), tests("ProfilePatterns"),
    tests("NameDemangling"),
    tests("ProfileModel"), tests("JSONText"), tests("YAMLText"), tests("PprofWire"),
    tests("ProfileAssets"), tests("ProfileFetching"), tests("ProfileSymbols"),
    tests("ProfileFormats", goldens: true), tests("ProfileAnalysis", with: ["ProfileFormats"]),
    tests("ProfileExport", goldens: true), tests("LeakChecks", with: ["ProfileFormats"]),
    tests("ProfileReports", with: ["ProfileFormats"], goldens: true),
    tests("CheckReports", with: ["ProfileFormats"], goldens: true),
    tests("ProfileViewer", with: ["ProfileFormats"]),
    tests("ReportRequests", with: ["ProfileFormats"]), tests("ProfileKit"),
    tests("ProfileCollecting"), tests("ProfileServing"),
    tests("IncidentReports", with: ["ProfileFormats"], goldens: true), tests("pproftool"),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "ReportRequests", "CheckReports", "ProfileCollecting", "ProfileServing", "ProfileSymbols",
        "TestSupport",
      ],
      path: "Tests/Fuzzing", exclude: ["Harness.swift", "Seeds", "FailCases"],
      swiftSettings: fencing),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

/// The tests of a module.
func tests(_ module: String, with others: [Target.Dependency] = [], goldens: Bool = false) -> Target
{
  let name = module == "pproftool" ? "Pproftool" : module
  return .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: module), "TestSupport"] + others,
    exclude: goldens ? ["Goldens"] : [], swiftSettings: strict)
}
