import Foundation
import Testing

@testable import ProfileReports

/// Contrast by the Web Content Accessibility Guidelines 2.2; 7 is their level AAA.
@Suite struct FlameGraphThemeTests {
  static let themes: [FlameGraphTheme] = [.light, .dark]

  @Test(arguments: themes, FlameGraphStyle.Colors.allCases)
  func labelsAreLegibleOnEveryFrame(_ theme: FlameGraphTheme, _ colors: FlameGraphStyle.Colors) {
    for fill in theme.fills(colors) + [theme.match] {
      #expect(contrast(theme.ink, fill) >= 7, "\(theme.ink) on \(fill)")
      // A frame above the zoomed one is translucent.
      let faded = mixed(fill, theme.page, 0.55)
      #expect(contrast(theme.ink, faded) >= 7, "\(theme.ink) on \(fill), faded")
    }
  }

  @Test(arguments: themes)
  func wordsAreLegibleOnThePage(_ theme: FlameGraphTheme) {
    for (ink, ground) in [
      (theme.ink, theme.page), (theme.soft, theme.page), (theme.ink, theme.neutrals[1]),
    ] {
      #expect(contrast(ink, ground) >= 7, "\(ink) on \(ground)")
    }
    // Graphics need 3.
    #expect(contrast(theme.accent, theme.page) >= 3)
  }

  /// They call each other, so their colours are adjacent.
  @Test(arguments: themes)
  func runtimeAndStandardLibraryAreToldApart(_ theme: FlameGraphTheme) {
    #expect(contrast(theme.neutrals[1], theme.neutrals[2]) >= (theme.page < "#8" ? 1.7 : 1.35))
  }

  @Test(arguments: FlameGraphStyle.Colors.allCases)
  func bothThemesHaveTheSameKindsOfFrames(_ colors: FlameGraphStyle.Colors) {
    #expect(FlameGraphTheme.light.fills(colors).count == FlameGraphTheme.dark.fills(colors).count)
    #expect(FlameGraphTheme.light.fills(colors).count <= 26, "a letter each")
  }

  private func contrast(_ ink: String, _ ground: String) -> Double {
    contrast(mixed(ink, ink, 1), mixed(ground, ground, 1))
  }

  private func contrast(_ ink: String, _ ground: [Double]) -> Double {
    contrast(mixed(ink, ink, 1), ground)
  }

  private func contrast(_ first: [Double], _ second: [Double]) -> Double {
    let values = [luminance(first), luminance(second)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private func luminance(_ channels: [Double]) -> Double {
    let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// The channels, from 0 to 1, of a translucent colour over another.
  private func mixed(_ front: String, _ back: String, _ opacity: Double) -> [Double] {
    zip(channels(front), channels(back)).map { $0 * opacity + $1 * (1 - opacity) }
  }

  private func channels(_ color: String) -> [Double] {
    let number = UInt32(color.dropFirst(), radix: 16) ?? 0
    return [16, 8, 0].map { Double((number >> $0) & 0xFF) / 255 }
  }
}
