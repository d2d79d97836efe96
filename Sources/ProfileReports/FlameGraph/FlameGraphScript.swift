/// The script of a flame graph: plain JavaScript in one function, a part a file.
///
/// It needs nothing but the picture's own `metadata`, and leaves the picture as it is when it fails.
enum FlameGraphScript {
  /// Hides the frames until the script shows those that have room: a browser is slow to lay out many.
  static func first(id: String) -> String {
    "(\(picture(id: id))).dataset.live = \"\""
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
    try { start(); } catch (error) { delete picture.dataset.live; throw error; }
    })();

    """
  }
}
