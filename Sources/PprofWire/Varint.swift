extension [UInt8] {
  /// Appends a number as protobuf and LEB128 write it: seven bits a byte, the lowest first.
  ///
  /// It is inlined in other modules, which append millions.
  @inlinable
  package mutating func append(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
