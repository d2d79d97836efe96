/// The script of a flame graph: plain JavaScript in one function, a part a file.
///
/// It needs nothing but the picture's own `metadata`, and leaves the picture as it is when it fails.
enum FlameGraphScript {
  /// Takes the frames that need no script out of the document before they are read, if the script works:
  /// of 100,000 a browser has read all in half the time if it need not lay them out.
  static func dropFrames(id: String) -> String {
    "(picture => { if (\"live\" in picture.dataset) picture.querySelector(\"#frames\").remove(); })"
      + "(\(picture(id: id)))"
  }

  /// The picture that a script stands in; a page may hold two that are equal.
  private static func picture(id: String) -> String {
    "document.currentScript?.closest(\"svg\") ?? document.getElementById(\"\(id)\")"
  }

  /// All of the script.
  static func main(id: String) -> String {
    """
    (function () {
    "use strict";
    const picture = \(picture(id: id));
    \(model)
    \(boxes)
    \(page)
    \(view)
    \(search)
    \(address)
    \(controls)
    try { start(); } catch (error) { restore(); throw error; }
    })();

    """
  }
}
