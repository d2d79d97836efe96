/**
 * The frames as an indented list that opens and closes.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { bareText } from "../../Common/numbers.js";
import { nodesBelow, nodesTo } from "./boxes-shown.js";
import { html, nameElement } from "./elements.js";
import { choose } from "./info.js";
import { Rows, rowStep } from "./rows.js";
import { rowHeight } from "./table.js";
import { isDifference, showCallers, typeOf, zoomTo } from "./viewer.js";
import { amountText, ofSides, shareText, shown } from "./words.js";

/** How deep rows are indented before they no longer are. */
const deepestIndent = 60;

export class TreeView {
  /** @param {Viewer} viewer */
  constructor(viewer) {
    Object.assign(this, { viewer, nodes: [], open: new Set([0]), sums: null, zoom: -1, chosen: 0 });
    this.body = html("div", { role: "tree", "aria-label": "Frames" });
    this.element = html("div", { class: "tree", tabindex: -1 }, this.body);
    this.rows = new Rows(this.element, this.body, (index) => this.row(index), () => html("div", { "aria-hidden": "true" }), { top: () => 0 });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("click", (event) => this.clicked(event));
  }

  update() {
    if (this.element.hidden) return;
    const { viewer } = this;
    if (this.sums !== viewer.sums || this.zoom !== viewer.state.zoom) this.begin();
    [this.sums, this.zoom] = [viewer.sums, viewer.state.zoom];
    this.list();
    choose(viewer, this.boxOf(this.chosen), viewer.profile.tree.name[this.chosen]);
  }

  /** Opens the way to what is zoomed, and below it the heaviest frames until they part. */
  begin() {
    const { viewer } = this;
    for (const node of nodesTo(viewer, viewer.state.zoom)) this.open.add(node);
    this.chosen = viewer.state.zoom;
    for (let node = viewer.state.zoom, steps = 0; steps < 100; steps++) {
      this.open.add(node);
      const below = nodesBelow(viewer, node);
      if (below.length === 0 || viewer.sums.width[below[0]] * 2 < viewer.sums.width[node]) break;
      node = below[0];
    }
  }

  /** The rows: all frames whose callers are open. */
  list() {
    const { viewer } = this;
    this.nodes = [];
    const waiting = [0];
    while (waiting.length > 0) {
      const node = waiting.pop();
      this.nodes.push(node);
      if (this.open.has(node)) waiting.push(...nodesBelow(viewer, node).reverse());
    }
    if (!this.nodes.includes(this.chosen)) this.chosen = 0;
    this.rows.show(this.nodes.length, rowHeight(viewer));
  }

  /** @param {number} index */
  row(index) {
    const { viewer } = this;
    const node = this.nodes[index];
    const { tree, names } = viewer.profile;
    const name = tree.name[node];
    const sides = ofSides(viewer.sums.total, node);
    const { hasBelow } = this.boxOf(node);
    const isFound = viewer.found?.names[name];
    const indent = html("span", { class: "twig" }, !hasBelow ? "" : this.open.has(node) ? "▾" : "▸");
    indent.style.marginInlineStart = Math.min(tree.depth[node], deepestIndent) + "em";
    const part = shown(viewer, sides);
    const amount = isDifference(viewer) ? amountText(viewer, sides) : bareText(typeOf(viewer), sides[0]);
    const made = html("div", {
      role: "treeitem", class: "line", tabindex: node === this.chosen ? 0 : -1, "aria-level": tree.depth[node] + 1,
      "aria-selected": String(node === this.chosen), ...(hasBelow ? { "aria-expanded": String(this.open.has(node)) } : {}),
    }, html("span", { class: "number share" }, shareText(viewer, part)),
    html("span", { class: isDifference(viewer) ? "number change" : "number" }, amount), indent,
    nameElement(names.texts[name], { class: [tree.isInlined[node] ? "inlined" : "", isFound ? "match" : ""].join(" ").trim() }));
    const share = viewer.sums.width[0] > 0 ? viewer.sums.width[node] / viewer.sums.width[0] : 0;
    made.style.setProperty("--share", (share * 100).toFixed(2) + "%");
    return made;
  }

  /** @param {any} event */
  clicked(event) {
    const index = event.target.closest("[role=treeitem]")?.index;
    if (index === undefined) return;
    this.toggle(index, !this.open.has(this.nodes[index]));
    this.choose(index);
  }

  /** @param {number} index @param {boolean} isOpen */
  toggle(index, isOpen) {
    if (isOpen) this.open.add(this.nodes[index]);
    else this.open.delete(this.nodes[index]);
    this.list();
  }

  /** @param {number} index */
  choose(index) {
    this.chosen = this.nodes[index];
    choose(this.viewer, this.boxOf(this.chosen), this.viewer.profile.tree.name[this.chosen]);
    this.rows.reveal(index, true);
  }

  /** A frame as what the line is about. */
  /** @param {number} node */
  boxOf(node) {
    const { sums: { own, total }, profile: { tree } } = this.viewer;
    return {
      node, name: tree.name[node], row: 0, x: 0, width: 1, own: ofSides(own, node), total: ofSides(total, node),
      isInlined: tree.isInlined[node] > 0, isAbove: false, hasBelow: own.some((column, side) => total[side][node] > column[node]),
    };
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const index = /** @type {any} */ (event.target).index;
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const node = this.nodes[index];
    const isOpen = this.open.has(node);
    const step = rowStep(event.key, Math.max(1, Math.floor(this.element.clientHeight / this.rows.height) - 2));
    if (step !== undefined) this.choose(Math.max(0, Math.min(this.nodes.length - 1, index + step)));
    else if (event.key === "ArrowRight" && isOpen) this.choose(Math.min(this.nodes.length - 1, index + 1));
    else if (event.key === "ArrowLeft" && !isOpen) this.choose(this.indexAbove(node));
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      this.toggle(index, !isOpen);
      this.choose(index);
    }
    else if (event.key === "Enter" && event.shiftKey) showCallers(this.viewer, this.viewer.profile.tree.name[node]);
    else if (event.key === "Enter") zoomTo(this.viewer, node);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} node */
  indexAbove(node) { return Math.max(0, this.nodes.indexOf(this.viewer.profile.tree.parent[node])); }

  /** Opens the way to the next frame whose function is found. */
  /** @param {number} step */
  goToMatch(step) {
    const { viewer } = this;
    const { tree } = viewer.profile;
    for (let tried = 1, node = this.chosen; tried <= tree.count; tried++) {
      node = (node + step + tree.count) % tree.count;
      if (!viewer.found.names[tree.name[node]] || !(viewer.sums.width[node] > 0)) continue;
      for (const above of nodesTo(viewer, node).slice(0, -1)) this.open.add(above);
      this.list();
      this.choose(this.nodes.indexOf(node));
      return;
    }
  }
}
