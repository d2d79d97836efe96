/// The style sheet of a flame graph: colours twice, for light and for dark surroundings, since not all
/// that show pictures know variables.
struct FlameGraphStyleSheet {
  /// The picture's own name, so that its rules touch nothing else on a page.
  let id: String
  let style: FlameGraphStyle

  var text: String {
    """
    \(picture)
    \(style.isInteractive ? page : "")\
    \(pictureColors(.light))\
    \(style.isInteractive ? pageColors(.light) : "")\
    @media (prefers-color-scheme: dark) {
    \(pictureColors(.dark))\
    \(style.isInteractive ? pageColors(.dark) : "")\
    }

    """
  }

  private var picture: String {
    """
    #\(id) { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
    #\(id) .title { font-size: 17px; font-weight: 600 }
    #\(id) .frames text { font-size: \(PercentWords.text(style.fontSize))px; pointer-events: none }
    #\(id) .frames .in { font-style: italic }
    #\(id) .frames rect { stroke-width: .5; rx: 2px }
    #\(id) .frames .bar { stroke: none; pointer-events: none }
    """
  }

  private func pictureColors(_ theme: FlameGraphTheme) -> String {
    var rules = """
      #\(id):root { background: \(theme.page) }
      #\(id) .page { fill: \(theme.page) }
      #\(id) text { fill: \(theme.ink) }
      #\(id) .soft { fill: \(theme.soft) }
      #\(id) .frames rect { stroke: \(theme.page) }
      #\(id) .frames g:hover rect { stroke: \(theme.ink); stroke-width: 1.2; stroke-opacity: 1 }

      """
    for (index, fill) in theme.fills(style.colors).enumerated() {
      rules +=
        "#\(id) .\(Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))) { fill: \(fill) }\n"
    }
    return rules
  }

  /// What the script adds around the frames.
  private var page: String {
    """
    #\(id)[data-live] > rect, #\(id)[data-live] > text { display: none }
    #\(id) .frames g { cursor: pointer; outline: none }
    #\(id) .frames .above rect { fill-opacity: .55 }
    #\(id) .frames .match text { text-decoration: underline }
    #\(id) .frames g:focus-visible rect { stroke-width: 2.5; stroke-opacity: 1 }
    #\(id) .ui { box-sizing: border-box; padding: 8px 10px; font: 13px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, \
    "Helvetica Neue", Arial, sans-serif }
    #\(id) .whole { display: flex; flex-direction: column; height: 100vh; height: 100dvh }
    #\(id) .whole .scroll { flex: 0 1 auto; min-height: 4em; overflow: auto }
    #\(id) .ui p, #\(id) .ui h1, #\(id) .ui ol { margin: 0; padding: 0 }
    #\(id) .bar, #\(id) .tools, #\(id) .legend { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center }
    #\(id) .bar { margin-bottom: 2px }
    #\(id) .bar h1 { flex: 1 1 auto; font-size: 17px; font-weight: 600; overflow-wrap: anywhere }
    #\(id) .ui button, #\(id) .ui input { box-sizing: border-box; min-height: 28px; font: inherit; \
    border: 1px solid; border-radius: 6px; padding: 2px 9px; white-space: nowrap; cursor: pointer }
    #\(id) .ui input { width: 19em; max-width: 100%; cursor: text }
    #\(id) .ui button:disabled { opacity: .5; cursor: default }
    #\(id) .ui button[aria-pressed=true], #\(id) .ui [aria-invalid=true] { border-width: 2px }
    #\(id) .ui [hidden] { display: none }
    #\(id) .found { min-width: 7.5em; text-align: right; font-variant-numeric: tabular-nums }
    #\(id) .found:empty { display: none }
    #\(id) .info { display: flex; align-items: center; gap: 8px; margin: 4px 0 }
    #\(id) .info .text { flex: 1 1 auto; min-width: 0; min-height: 2.8em }
    #\(id) .name, #\(id) .numbers { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
    #\(id) .info:hover .name, #\(id) .info:hover .numbers { white-space: normal; overflow-wrap: anywhere }
    @media (hover: none) and (max-width: 700px) {
    #\(id) .info .text { height: 5.6em; overflow-y: auto }
    #\(id) .name, #\(id) .numbers { white-space: normal; overflow-wrap: anywhere }
    }
    #\(id) .numbers { font-variant-numeric: tabular-nums }
    #\(id) nav ol { display: flex; overflow-x: auto; list-style: none; white-space: nowrap }
    #\(id) nav li + li::before { content: "›"; padding: 0 2px }
    #\(id) .ui nav button { border-color: transparent; padding: 0 4px; min-height: 24px; max-width: 16em; \
    overflow: hidden; text-overflow: ellipsis }
    #\(id) .scroll svg { display: block }
    #\(id) .words { margin-top: 6px }
    #\(id) .legend span { display: inline-flex; align-items: center; gap: 5px; margin-right: 8px }
    #\(id) .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

    """
  }

  private func pageColors(_ theme: FlameGraphTheme) -> String {
    """
    #\(id) .ui { color: \(theme.ink); background: \(theme.page) }
    #\(id) .ui button, #\(id) .ui input { color: \(theme.ink); background: \(theme.page); border-color: \(theme.line) }
    #\(id) .ui input::placeholder { color: \(theme.soft); opacity: 1 }
    #\(id) .ui button:hover:enabled { background: \(theme.neutrals[1]) }
    #\(id) .ui [aria-invalid=true], #\(id) .ui [aria-pressed=true] { border-color: \(theme.accent) }
    #\(id) .ui :focus-visible { outline: 2px solid \(theme.accent); outline-offset: 1px }
    #\(id) .subtitle, #\(id) .words, #\(id) .numbers { color: \(theme.soft) }
    #\(id) .frames .match { fill: \(theme.match) }
    #\(id) .frames .match rect { fill: \(theme.match); stroke: \(theme.ink) }
    #\(id) .frames g:focus-visible rect { stroke: \(theme.accent) }

    """
  }
}
