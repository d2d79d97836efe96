import ProfileModel
package import ProfileSystem

/// A program of this machine that knows what stands at the addresses of a binary.
package struct SymbolTool: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case llvm = "llvm-symbolizer"
    case addr2line
  }

  package let kind: Kind
  package let path: SystemPath

  package init(_ kind: Kind, at path: SystemPath) { (self.kind, self.path) = (kind, path) }

  /// The tools of this machine, the better first.
  ///
  /// - `path`: what the variable `PATH` says. Relative folders in it are passed over: what lies where the user
  ///   happens to stand is not run.
  package static func found(in path: [UInt8]?) -> [SymbolTool] {
    let folders = (path ?? []).split(separator: UInt8(ascii: ":")).map { SystemPath($0) }
      .filter(\.isAbsolute)
    return Kind.allCases.compactMap { kind in
      folders.lazy.map { $0.appending(kind.rawValue) }.first(where: isProgram)
        .map { SymbolTool(kind, at: $0) }
    }
  }

  private static func isProgram(_ path: SystemPath) -> Bool {
    (try? FileStatus.of(path))?.kind == .regular && FileSystem.isExecutable(path)
  }

  /// The program, which is to say what it knows of a binary. Names stay mangled: they are demangled as all others are.
  func process(of binary: SystemPath) -> AskedProcess {
    // What begins with a hyphen would be an option.
    let file =
      binary.bytes.first == UInt8(ascii: "-") ? SystemPath("./").appending(binary.bytes) : binary
    return switch kind {
    case .llvm:
      AskedProcess(
        path,
        [
          SystemPath("--obj=".utf8 + file.bytes), "--output-style=JSON", "--inlines",
          "--no-demangle",
        ])
    case .addr2line: AskedProcess(path, ["-aif", "-e", file])
    }
  }

  /// What it is asked.
  func question(_ addresses: [UInt64]) -> [UInt8] {
    var text: [UInt8] = []
    for address in addresses { text += "\(address.hexadecimalAddress)\n".utf8 }
    return text
  }
}
