/**
 * The page of what a server has loaded: more profiles are dropped, pasted or chosen there.
 *
 * @typedef {import("./server.js").Server} Server
 */
import { html, nameElement } from "../Page/elements.js";
import { isOpened, listenForFiles, send } from "./uploads.js";

/** @param {Server} server @param {Element} place where the page has room for it */
export function buildListing(server, place) {
  const said = html("p", { role: "status" });
  const field = html("input", { type: "file", multiple: true, "aria-label": "Open files", change: () => take([...field.files]) });
  place.replaceChildren(html("label", {}, html("span", {}, "Open a profile, or drop or paste it anywhere on the page"), field), said);
  listenForFiles(document.body, undefined, take);

  /** @param {any[]} files */
  async function take(files) {
    const { added, refused } = await send(server, files, (words) => { said.textContent = words; });
    if (isOpened(server, files, added)) return;
    if (refused.length === 0) { location.reload(); return; }
    said.replaceChildren(...refused.flatMap(({ name, reason }) => [nameElement(name), " was refused: ", html("bdi", {}, reason), html("br", {})]),
      ...(added.length === 0 ? [] : [html("a", { href: server.root }, "Show the others")]));
  }
}
