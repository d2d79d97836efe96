/// Source files of Go's runtime that hold assembly, whose functions may have no package in their names.
enum GoRuntimeFile {
  /// Whether a file is one, wherever Go is installed: `/usr/lib/go/src/runtime/asm_amd64.s`.
  static func isAssembly(_ file: ArraySlice<UInt8>) -> Bool {
    guard file.suffix(2).elementsEqual(".s".utf8) else { return false }
    let folders = file.split(separator: UInt8(ascii: "/")).dropLast()
    guard let last = folders.last else { return false }
    if last.elementsEqual("runtime".utf8) { return true }
    // `internal/runtime/sys`, and `runtime/cgo`.
    return folders.dropLast().last?.elementsEqual("runtime".utf8) == true
  }
}
