/**
 * The source of one function with what its lines have, as the server's `list` prints it, where the page has none inside.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { html } from "../Page/elements.js";
import { choose } from "../Page/info.js";
import { go } from "../Page/viewer.js";
import { ask } from "./requests.js";
import { profileName, sourcePath } from "./server.js";

/** Whether the source of functions is asked for. */
/** @param {Viewer} viewer */
export const hasServedSource = ({ server, head }) => server !== null && !(head.sizes.source > 0);

/** A line of source: own value, value with callees, number. */
const sourceLine = /^ *(\S+) +(\S+) +\d+:/;

export class ServedSource {
  /** @param {Viewer} viewer */
  constructor(viewer) {
    Object.assign(this, { viewer, texts: new Map(), path: "" });
    this.words = html("p", { class: "source-words", role: "status" });
    this.lines = html("pre", { class: "source-lines", tabindex: 0, "aria-label": "Source" });
    this.element = html("div", { class: "source" }, html("div", { class: "source-head" }, this.words), this.lines);
  }

  update() {
    if (this.element.hidden) return;
    const { viewer } = this;
    const name = viewer.state.name;
    if (!(name > 0)) { this.show("", "Choose a function."); return; }
    // The line above and its buttons are about the same function.
    if (viewer.name !== name) choose(viewer, null, name);
    const path = sourcePath(viewer, viewer.profile.names.texts[name]);
    if (path === this.path) { this.words.textContent = this.text(); return; }
    this.path = path;
    if (!this.texts.has(path)) this.texts.set(path, ask(viewer.server, path));
    this.show("", "Reading the source…");
    this.texts.get(path).then((text) => this.show(text, this.text(), path), (error) => this.failed(path, error));
  }

  /** What did not come is asked for again the next time. */
  /** @param {string} path @param {Error} error */
  failed(path, error) {
    this.texts.delete(path);
    this.show("", "No source: " + error.message, path);
    if (path === this.path) this.path = "";
  }

  /** @param {string} text @param {string} words @param {string} path what it is the source of, if it is still wanted */
  show(text, words, path = this.path) {
    if (path !== this.path) return;
    this.words.textContent = words;
    this.lines.replaceChildren(...text.split("\n").map(lineElement));
    this.lines.hidden = text === "";
    this.lines.scrollTop = 0;
    this.lines.querySelector(".hot")?.scrollIntoView({ block: "center" });
  }

  /** What must be known of the lines. */
  text() {
    const { server, state } = this.viewer;
    return [server.base === null ? "" : `Lines show their values in ${profileName(server, server.profile)}, the profile after.`,
      state.labels.length + state.names.length === 0 ? "" : "Labels and functions chosen in this page do not apply here."]
      .filter((text) => text).join(" ");
  }

  /** Goes on to the next function that is found. */
  /** @param {1 | -1} step */
  goToMatch(step) {
    const { viewer } = this;
    const found = [...viewer.profile.names.texts.keys()].filter((name) => viewer.found.names[name] && viewer.sums.nameTotal.some((column) => column[name] !== 0));
    if (found.length === 0) return;
    const here = found.indexOf(viewer.state.name);
    go(viewer, { name: found[here < 0 ? 0 : (here + step + found.length) % found.length] });
  }
}

/** @param {string} text */
function lineElement(text) {
  const [, own, total] = sourceLine.exec(text) ?? [];
  const isHot = own !== undefined && (own !== "." || total !== ".");
  return html("span", isHot ? { class: "hot" } : {}, text + "\n");
}
