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
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "pproftool", targets: ["pproftool"]),
    .library(
      name: "ProfileKit",
      targets: [
        "ProfileModel", "PprofWire", "Patterns", "NameDemangling", "ProfileFormats",
        "ProfileAnalysis", "LeakChecks", "ProfileReports",
      ]),
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
    .target(name: "CPprof", dependencies: ["CProtobufC"]),
    .target(
      name: "CRE2",
      linkerSettings: [
        .linkedLibrary("re2"),
        .linkedLibrary("stdc++", .when(platforms: [.linux])),
        .linkedLibrary("c++", .when(platforms: [.macOS])),
      ]),
    .target(name: "Patterns", dependencies: ["CRE2"], swiftSettings: fencing),
    .target(
      name: "CDemangle",
      linkerSettings: [.linkedLibrary("iberty", .when(platforms: [.linux]))]),
    .target(name: "NameDemangling", dependencies: ["CDemangle"], swiftSettings: fencing),
    .target(name: "ProfileSystem", swiftSettings: fencing),
    .target(name: "ProfileModel", swiftSettings: strict),
    .target(
      name: "PprofWire", dependencies: ["ProfileModel", "CZlib", "CZstd", "CPprof", "CProtobufC"],
      swiftSettings: fencing),
    .target(
      name: "ProfileFormats", dependencies: ["ProfileModel", "PprofWire", "NameDemangling"],
      swiftSettings: strict),
    .target(
      name: "ProfileAnalysis", dependencies: ["ProfileModel", "Patterns"], swiftSettings: strict),
    .target(name: "YAMLText", dependencies: ["CYaml"], swiftSettings: fencing),
    .target(
      name: "LeakChecks",
      dependencies: ["ProfileModel", "ProfileAnalysis", "Patterns", "YAMLText"],
      swiftSettings: strict),
    .target(
      name: "ProfileReports", dependencies: ["ProfileModel", "ProfileAnalysis", "LeakChecks"],
      swiftSettings: strict),
    .executableTarget(
      name: "pproftool",
      dependencies: [
        "ProfileSystem", "ProfileModel", "PprofWire", "Patterns", "NameDemangling",
        "ProfileFormats",
        "ProfileAnalysis", "LeakChecks", "ProfileReports", "CStart",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProfileSystemTests", dependencies: ["ProfileSystem"], swiftSettings: strict),
    .testTarget(name: "PatternsTests", dependencies: ["Patterns"], swiftSettings: strict),
    .testTarget(
      name: "NameDemanglingTests", dependencies: ["NameDemangling"], swiftSettings: strict),
    .testTarget(name: "ProfileModelTests", dependencies: ["ProfileModel"], swiftSettings: strict),
    .testTarget(
      name: "PprofWireTests", dependencies: ["ProfileModel", "PprofWire"], swiftSettings: strict),
    .testTarget(
      name: "ProfileFormatsTests",
      dependencies: ["ProfileModel", "PprofWire", "NameDemangling", "ProfileFormats"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "ProfileAnalysisTests",
      dependencies: ["ProfileModel", "ProfileFormats", "ProfileAnalysis"], swiftSettings: strict),
    .testTarget(name: "YAMLTextTests", dependencies: ["YAMLText"], swiftSettings: strict),
    .testTarget(
      name: "LeakChecksTests",
      dependencies: [
        "ProfileModel", "PprofWire", "ProfileFormats", "ProfileAnalysis", "Patterns", "LeakChecks",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProfileReportsTests",
      dependencies: [
        "ProfileModel", "PprofWire", "ProfileFormats", "ProfileAnalysis", "LeakChecks",
        "ProfileReports",
      ], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "CPprof", "ProfileModel", "PprofWire", "Patterns", "NameDemangling", "ProfileFormats",
        "ProfileAnalysis", "LeakChecks", "ProfileReports",
      ], path: "Tests/Fuzzing", exclude: ["Harness.swift", "Seeds", "FailCases"],
      swiftSettings: fencing),
    .testTarget(
      name: "PproftoolTests",
      dependencies: ["pproftool", "ProfileSystem", "NameDemangling", "YAMLText"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
