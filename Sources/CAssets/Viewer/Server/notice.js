/**
 * A line at the lower edge of the page about what the server does; nothing moves for it.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { button, html } from "../Page/elements.js";

/** @param {Viewer} viewer */
export function buildNotice(viewer) {
  viewer.notice = html("div", { class: "notice", role: "status" });
  return viewer.notice;
}

/** Says something, until the next or until it is closed; nothing if it is empty. */
/** @param {Viewer} viewer @param {string} words @param {...Node} acts */
export function notify({ notice }, words, ...acts) {
  if (!words) { notice.replaceChildren(); return; }
  notice.replaceChildren(html("span", {}, html("bdi", {}, words)), ...acts, button("Close", "Dismiss this message", () => notice.replaceChildren()));
}
