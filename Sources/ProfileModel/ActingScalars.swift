extension Unicode.Scalar {
  /// Whether it moves the cursor, changes how a terminal works, or turns the direction of a text.
  package var actsOnTerminals: Bool {
    switch value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
