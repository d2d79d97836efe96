import ProfileSystem

/// The colour of a share from -1 to 1: green for gains, grey for little, red for much.
enum DotColor {
  /// How far colours are moved away from grey: most shares are small.
  private static let shift = 0.7

  /// A dark colour for lines, as `#rrggbb`.
  static func line(_ share: Double) -> String { color(share, saturation: 1, value: 0.7) }

  /// A light colour to fill a box with.
  static func fill(_ share: Double) -> String { color(share, saturation: 0.1, value: 0.93) }

  private static func color(_ share: Double, saturation: Double, value: Double) -> String {
    // A total of 0 makes it NaN, for which both comparisons are false.
    var share = share > 1 ? 1 : share < -1 ? -1 : share
    var saturation = saturation
    if share.magnitude < 0.2 { saturation *= share.magnitude / 0.2 }
    if share > 0 { share = Mathematics.power(share, 1 - shift) }
    if share < 0 { share = -Mathematics.power(-share, 1 - shift) }
    let isGain = share < 0
    let red = isGain ? value * (1 + saturation * share) : value
    let green = isGain ? value : value * (1 - saturation * share)
    return "#" + [red, green, value * (1 - saturation)].map(hexadecimal).joined()
  }

  private static func hexadecimal(_ part: Double) -> String {
    let number = UInt8(exactly: (part * 255).rounded(.towardZero)) ?? 0
    return (number < 16 ? "0" : "") + String(number, radix: 16)
  }
}
