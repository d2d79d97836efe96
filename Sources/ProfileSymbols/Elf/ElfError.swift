package import ProfileSystem

/// Why a file gives no symbols.
package enum ElfError: Error, Equatable, CustomStringConvertible {
  case notElf
  /// An invalid class or byte order.
  case unknownKind
  /// A part that reaches beyond the end of the file, by name.
  case outside(String)
  case unreadable(SystemError)

  package var description: String {
    switch self {
    case .notElf: "is no ELF file"
    case .unknownKind: "is an ELF file of an unknown kind"
    case .outside(let part): "is damaged: its \(part) reaches beyond its end"
    case .unreadable(let error): "cannot be read: \(error)"
    }
  }
}
