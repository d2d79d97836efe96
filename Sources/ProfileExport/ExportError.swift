package import ProfileModel

/// Why a profile cannot be written in a format that holds values of one kind.
package enum ExportError: Error, Equatable, CustomStringConvertible {
  /// The format holds time or bytes, and the sample type is neither.
  case otherKind(format: String, holds: String, type: String, unit: String, fitting: [String])

  package var description: String {
    switch self {
    case .otherKind(let format, let holds, let type, let unit, _):
      "\(format) holds \(holds), but '\(type)' is in \(unit)"
    }
  }
}

extension ExportError: RemediedError {
  package var remedy: Remedy? {
    switch self {
    case .otherKind(_, _, _, _, let fitting): .chooseFormat(fitting)
    }
  }
}
