import ProfileSystem

/// The language of code, by which the runtime and the standard library are distinguished from a program.
package enum CodeLanguage: Hashable, Sendable, CaseIterable {
  case go, java, python, rust, native, javaScript

  private static let endings: [(language: CodeLanguage, endings: [String])] = [
    (.go, [".go"]), (.java, [".java", ".kt", ".scala", ".groovy", ".clj"]),
    (.python, [".py", ".pyx"]), (.rust, [".rs"]),
    (.native, [".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".hh"]),
    (.javaScript, [".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx"]),
  ]

  /// The language of a source file; nil if its name does not reveal it.
  package init?(file: ArraySlice<UInt8>) {
    guard
      let found = Self.endings.first(where: { $0.endings.contains { file.ends(with: $0) } })
    else { return nil }
    self = found.language
  }

  /// The language of what a name belongs to only; nil if names of others look like it.
  package init?(name: ArraySlice<UInt8>) {
    let starts = { (beginnings: [String]) in beginnings.contains { name.starts(with: $0.utf8) } }
    if starts(["runtime.", "main.main", "internal/runtime/"]) || name.firstRange(of: ".(*") != nil {
      self = .go
    } else if starts(["java.", "javax.", "java/", "javax/", "jdk/", "jdk.internal"]) {
      self = .java
    } else if starts(["_PyEval", "<module>", "<frozen "]) || name.firstRange(of: ".py:") != nil {
      self = .python
    } else if name.hasRustHash || starts(["core::", "alloc::", "<core::", "<alloc::", "std::rt::"])
    {
      self = .rust
    } else if starts(["(program)", "(garbage collector)", "node:", "(anonymous) "]) {
      self = .javaScript
    } else if name.firstRange(of: "::") != nil {
      self = .native
    } else {
      return nil
    }
  }

  /// The origin of a name's code.
  ///
  /// - `group`: the part of it that names its package.
  func origin(of name: ArraySlice<UInt8>, group: ArraySlice<UInt8>) -> FrameName.Origin {
    if name.starts(with: "__".utf8) || name.elementsEqual("_start".utf8) { return .runtime }
    if name.firstRange(of: "::") != nil { return originInNamespace(group) }
    switch self {
    case .go: return Self.goOrigin(name, group)
    case .java: return Self.javaOrigin(name)
    case .python: return Self.pythonOrigin(name)
    case .javaScript:
      return name.starts(with: "node:".utf8) ? .standardLibrary : .program
    case .rust, .native: return .program
    }
  }

  /// Of C++ and Rust, and of virtual machines, which are written in them.
  private func originInNamespace(_ group: ArraySlice<UInt8>) -> FrameName.Origin {
    switch self {
    case .java, .python: return .runtime
    case .javaScript where ["v8", "node", "uv"].contains { group.elementsEqual($0.utf8) }:
      return .runtime
    default:
      let roots = ["std", "core", "alloc", "__gnu_cxx", "__cxxabiv1"]
      return roots.contains { group.elementsEqual($0.utf8) } ? .standardLibrary : .program
    }
  }

  private static func goOrigin(
    _ name: ArraySlice<UInt8>, _ group: ArraySlice<UInt8>
  ) -> FrameName.Origin {
    // As dumps call what recovers and prints.
    if name.elementsEqual("panic".utf8) { return .runtime }
    guard PackageName.isStandard(function: String(decoding: name, as: UTF8.self)) else {
      return .program
    }
    let isRuntime = ["runtime", "internal/runtime"].contains {
      group.elementsEqual($0.utf8) || group.starts(with: "\($0)/".utf8)
    }
    return isRuntime ? .runtime : .standardLibrary
  }

  private static func javaOrigin(_ name: ArraySlice<UInt8>) -> FrameName.Origin {
    let roots = ["java", "javax", "jdk", "sun", "com/sun", "com.sun", "kotlin", "scala"]
    let isStandard = roots.contains {
      name.starts(with: "\($0).".utf8) || name.starts(with: "\($0)/".utf8)
    }
    if isStandard { return .standardLibrary }
    // A name without a class belongs to the virtual machine.
    return name.contains(UInt8(ascii: ".")) ? .program : .runtime
  }

  private static func pythonOrigin(_ name: ArraySlice<UInt8>) -> FrameName.Origin {
    if ["Py", "_Py"].contains(where: { name.starts(with: $0.utf8) }) { return .runtime }
    let root = name.prefix { $0 != UInt8(ascii: ".") }
    let isStandard = pythonModules.contains(String(decoding: root, as: UTF8.self))
    return isStandard && root.count < name.count ? .standardLibrary : .program
  }

  /// Modules at the top of Python's library that programs spend time in (3.14, and those that older versions had).
  private static let pythonModules: Set<String> = [
    "abc", "argparse", "ast", "asyncio", "base64", "bisect", "codecs", "collections",
    "concurrent", "configparser", "contextlib", "copy", "csv", "ctypes", "dataclasses",
    "datetime", "decimal", "email", "encodings", "enum", "functools", "gc", "glob", "gzip",
    "hashlib", "heapq", "hmac", "html", "http", "importlib", "inspect", "io", "ipaddress",
    "itertools", "json", "locale", "logging", "lzma", "math", "mmap", "multiprocessing",
    "numbers", "operator", "os", "pathlib", "pickle", "platform", "posixpath", "queue", "random",
    "re", "runpy", "sched", "select", "selectors", "shutil", "signal", "socket", "socketserver",
    "sqlite3", "ssl", "statistics", "string", "struct", "subprocess", "sys", "tempfile",
    "textwrap", "threading", "time", "tokenize", "traceback", "types", "typing", "unittest",
    "urllib", "uuid", "warnings", "weakref", "xml", "zipfile", "zlib",
  ]
}

extension ArraySlice<UInt8> {
  /// Whether it ends as the linker's names of Rust do, in `::h` and a hash of 16 digits.
  var hasRustHash: Bool {
    let end = suffix(19)
    return end.count == 19 && end.starts(with: "::h".utf8)
      && end.dropFirst(3).allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  fileprivate func ends(with ending: String) -> Bool {
    suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}

/// The languages of a profile: that of each source file, and one for names without a file.
package struct ProfileLanguages: Sendable {
  private let main: CodeLanguage

  /// Chooses the language of most names.
  ///
  /// - `names`: some of a profile's names, and the file of each; empty where it is not known.
  package init(_ names: [(name: ArraySlice<UInt8>, file: ArraySlice<UInt8>)]) {
    var counts: [CodeLanguage: Int] = [:]
    for (name, file) in names {
      guard let language = CodeLanguage(file: file) ?? CodeLanguage(name: name) else { continue }
      counts[language, default: 0] += 1
    }
    // Equal numbers are decided by the order of the cases.
    let most = counts.values.max() ?? 0
    main = CodeLanguage.allCases.first { counts[$0] == most && most > 0 } ?? .native
  }

  /// The language of a name's code.
  package func language(ofFile file: ArraySlice<UInt8>) -> CodeLanguage {
    // Parts of a runtime may be in C whatever the program is written in.
    CodeLanguage(file: file).flatMap { $0 == .native ? nil : $0 } ?? main
  }
}
