package import ProfileModel

/// Why bytes are not a pprof profile.
package struct PprofError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case empty
    case truncated(need: Int, have: Int)
    case badVarint
    case badWireType(field: UInt64, wireType: UInt8)
    case wrongWireType(field: String, wireType: UInt8)
    case pastEnd(field: String, need: UInt64, have: Int)
    case varintPastEnd(field: String)
    case recordTooLarge(bytes: UInt64, limit: Int)
    case unpacksTooLarge(message: String, limit: Int)
    case tooLarge(what: String, limit: Int)
    case tablesTooLarge(limit: Int)
    case concatenated
    case noStringTable
    case firstStringNotEmpty
    case noSampleTypes
    case valueCount(sample: Int, values: Int, types: Int)
    case zeroID(table: String)
    case duplicateID(table: String, id: UInt64)
    case missingLocation(sample: Int, id: UInt64, count: Int)
    case missingFunction(location: UInt64, id: UInt64, count: Int)
    case stringOutOfRange(what: String, index: Int64, count: Int)
  }
  package let reason: Reason
  /// Where the record begins that is wrong, in bytes from the start of the uncompressed profile; nil
  /// when the fault is between records.
  package let offset: Int?

  init(_ reason: Reason, at offset: Int? = nil) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String {
    guard let offset else { return "\(reason)" }
    return "at byte \(offset): \(reason)"
  }
}

extension PprofError.Reason {
  /// Whether the profile only takes more than is allowed, so that nothing speaks against it being one.
  package var isLimit: Bool {
    switch self {
    case .unpacksTooLarge, .tooLarge, .tablesTooLarge: true
    default: false
    }
  }
}

extension PprofError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the file is empty"
    case .truncated(let need, let have):
      "the profile is truncated: a record of \(need) bytes extends \(need - have) bytes past the end"
    case .badVarint: "a varint is longer than 10 bytes"
    case .badWireType(let field, let wireType):
      "field \(field) has wire type \(wireType), which pprof does not use; this is not a pprof profile, or it is damaged"
    case .wrongWireType(let field, let wireType):
      "\(field) has wire type \(wireType), which does not fit it"
    case .pastEnd(let field, let need, let have):
      "\(field) extends past the end of its record: it needs \(need) bytes, but \(have) are left"
    case .varintPastEnd(let field):
      "\(field) is a varint that extends past the end of its record"
    case .recordTooLarge(let bytes, let limit):
      "a record claims \(bytes) bytes, more than any profile has; \(limit) are allowed"
    case .unpacksTooLarge(let message, let limit):
      "a \(message) record takes more than \(limit) bytes when unpacked; no known writer makes such records"
    case .tooLarge(let what, let limit): "it has more than \(limit) \(what)"
    case .tablesTooLarge(let limit): ReadLimits.tablesTooLarge(limit)
    case .concatenated:
      "two concatenated profiles (a second time_nanos): split them first"
    case .noStringTable: "it has no string table"
    case .firstStringNotEmpty: "the first entry of the string table is not empty"
    case .noSampleTypes: "it has samples but no sample type"
    case .valueCount(let sample, let values, let types):
      "sample \(sample) has \(values) values for \(types) sample types"
    case .zeroID(let table): "a \(table) has the reserved id 0"
    case .duplicateID(let table, let id): "\(table) \(id) occurs twice"
    case .missingLocation(let sample, let id, let count):
      "sample \(sample) refers to location \(id), which is not among the \(count) locations"
    case .missingFunction(let location, let id, let count):
      "location \(location) refers to function \(id), which is not among the \(count) functions"
    case .stringOutOfRange(let what, let index, let count):
      "\(what) refers to string \(index) of \(count)"
    }
  }
}

extension PprofError: RemediedError {
  package var remedy: Remedy? {
    if case .tablesTooLarge(let limit) = reason { ReadLimits.remedy(tables: limit) } else { nil }
  }
}
