/// Why a profile cannot be written in a format that holds values of one kind.
package enum ExportError: Error, Equatable, CustomStringConvertible {
  /// The format holds time or bytes, and the sample type is neither.
  case otherKind(format: String, holds: String, type: String, unit: String, fitting: [String])

  package var description: String {
    switch self {
    case .otherKind(let format, let holds, let type, let unit, let fitting):
      let can = fitting.joined(separator: " or ")
      return "\(format) holds \(holds), but '\(type)' is in \(unit); --to \(can) can hold it"
    }
  }
}
