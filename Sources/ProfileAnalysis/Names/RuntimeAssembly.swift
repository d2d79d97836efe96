import ProfileSystem

/// Functions in the assembly of Go's runtime, whose names may lack a package: `gcWriteBarrier`, `memeqbody`.
enum RuntimeAssembly {
  /// Names that identify them where no file is known.
  private static let known: Set<String> = [
    "_rt0_amd64", "_rt0_amd64_linux", "_rt0_arm64_linux", "aeshashbody", "callRet", "cmpbody",
    "countbody", "gcWriteBarrier", "gogo", "indexbody", "indexbytebody", "memeqbody", "setg_gcc",
  ]

  /// Whether a function is one.
  ///
  /// - `file`: its source file; empty if unknown.
  static func holds(_ name: ArraySlice<UInt8>, file: ArraySlice<UInt8>) -> Bool {
    guard !name.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }) else {
      return false
    }
    return file.isEmpty ? known.contains(String(decoding: name, as: UTF8.self)) : isOfRuntime(file)
  }

  /// Whether a file is one of its source files, wherever Go is installed: `/usr/lib/go/src/runtime/asm_amd64.s`.
  private static func isOfRuntime(_ file: ArraySlice<UInt8>) -> Bool {
    guard file.suffix(2).elementsEqual(".s".utf8) else { return false }
    let folders = file.split(separator: UInt8(ascii: "/")).dropLast()
    guard let last = folders.last else { return false }
    if last.elementsEqual("runtime".utf8) { return true }
    // `internal/runtime/sys`, `runtime/cgo` and `internal/bytealg`.
    guard let parent = folders.dropLast().last else { return false }
    return parent.elementsEqual("runtime".utf8)
      || parent.elementsEqual("internal".utf8) && last.elementsEqual("bytealg".utf8)
  }
}
