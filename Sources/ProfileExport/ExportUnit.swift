package import ProfileModel

/// What viewers make of a unit: they know time and bytes, and count everything else.
struct ExportUnit: Equatable {
  enum Kind: Equatable {
    case time, bytes, count
  }

  let kind: Kind
  /// How many nanoseconds or bytes one is; 1 where it is neither.
  let factor: Int64
  /// How many decimals values have.
  let decimals: Int

  /// The unit of a name, in any spelling that reports know.
  init(_ name: String) {
    let decimal = DecimalUnit(name)
    let base = decimal?.base ?? name
    decimals = decimal?.decimals ?? 0
    if let factor = Self.factor(from: base, to: "nanoseconds") {
      (kind, self.factor) = (.time, factor)
    } else if let factor = Self.factor(from: base, to: "bytes") {
      (kind, self.factor) = (.bytes, factor)
    } else {
      (kind, factor) = (.count, 1)
    }
  }

  private static func factor(from unit: String, to target: String) -> Int64? {
    guard UnitConversion.isPossible(unit, target) else { return nil }
    return Int64(exactly: UnitConversion(from: unit, to: target).converted(1).value)
  }

  /// A value in nanoseconds, bytes or as a count, before its decimals.
  func scaled(_ value: Int64) -> Int64 { value.multipliedClamped(by: factor) }

  /// A value in whole nanoseconds, bytes or as a count, rounded half up.
  func whole(_ value: Int64) -> Int64 {
    let divisor = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    let (quotient, rest) = scaled(value).quotientAndRemainder(dividingBy: divisor)
    return quotient + (rest >= divisor - divisor / 2 ? 1 : 0)
  }

  /// A value in nanoseconds, bytes or as a count.
  ///
  /// - `power`: how many more decimals: 6 for milliseconds.
  func text(_ value: Int64, dividedByPower power: Int = 0) -> String {
    DecimalUnit.text(scaled(value), decimals: decimals + power)
  }
}

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
