/**
 * Puts a viewer of one data set into an element.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { Profile } from "../Model/profile.js";
import { ServedSource, hasServedSource } from "../Server/served-source.js";
import { buildAccess } from "./access.js";
import { followAddress } from "./address.js";
import { html, markEnds } from "./elements.js";
import { listenToPointers } from "./gestures.js";
import { buildHead, buildTypes, buildViews } from "./head.js";
import { buildInfo } from "./info.js";
import { listenToKeys } from "./keys.js";
import { buildLabels } from "./label-panel.js";
import { buildLegend } from "./legend.js";
import { listenToPrinter } from "./print.js";
import { Stage } from "./stage.js";
import { SourceView } from "./source-view.js";
import { FunctionTable } from "./table.js";
import { followTheme } from "./theme.js";
import { buildStatus, buildTools } from "./tools.js";
import { TreeView } from "./tree-view.js";
import { isGraph, makeViewer, refresh } from "./viewer.js";

/**
 * Reads a data set and shows it; what is returned takes it away again. Fails with a sentence if the data is damaged, and
 * leaves the element as it was.
 *
 * @param {string} set the beginning of the ids of its blocks, as "s0-" @param {HTMLElement} element
 */
export async function mount(set, element) {
  const profile = await Profile.open(async (name) => blockText(set + name));
  const stop = new AbortController();
  const root = html("div", { class: "viewer" });
  const viewer = makeViewer(profile, root, stop.signal);
  // The first picture comes before labels are read, unless the link asks for some.
  const needsLabels = /[#&](l|c=label)[=:]/.test(location.hash);
  if (needsLabels) await profile.loadLabels();
  element.append(root);
  try {
    build(viewer);
    viewer.stage.resize();
    followAddress(viewer);
    viewer.stage.draw();
  } catch (error) {
    stop.abort();
    root.remove();
    throw error;
  }
  if (!needsLabels && profile.head.labels.length > 0) readLabels(viewer);
  if (profile.head.sizes.source > 0) readSource(viewer);
  return () => { stop.abort(); root.remove(); };
}

/** @param {string} id */
function blockText(id) {
  const block = document.getElementById(id);
  if (!block) throw new Error("This file is damaged: its block " + id + " is missing.");
  return block.textContent;
}

/** @param {Viewer} viewer */
function readLabels(viewer) {
  setTimeout(async () => {
    try {
      await viewer.profile.loadLabels();
    } catch (error) {
      viewer.head.remarks.push("Labels cannot be shown. " + error.message);
    }
    if (!viewer.signal.aborted) refresh(viewer);
  }, 50);
}

/** @param {Viewer} viewer */
function readSource(viewer) {
  viewer.profile.loadSource().catch((error) => { viewer.profile.sourceError = error.message; })
    .then(() => { if (!viewer.signal.aborted) refresh(viewer); });
}

/** @param {Viewer} viewer */
function build(viewer) {
  viewer.themed = [];
  const stage = viewer.stage = new Stage(viewer);
  const table = viewer.table = new FunctionTable(viewer, true);
  const beside = new FunctionTable(viewer, false);
  const tree = new TreeView(viewer);
  const source = hasServedSource(viewer) ? new ServedSource(viewer) : new SourceView(viewer);
  viewer.lists = [table, source, tree];
  viewer.printed = html("p", { class: "printed" });
  const main = html("div", { class: "main" }, buildAccess(viewer), stage.element, table.element, source.element, tree.element, beside.element, buildLabels(viewer));
  const head = buildHead(viewer);
  const tools = buildTools(viewer);
  const choices = html("div", { class: "choices" }, buildViews(viewer), buildTypes(viewer));
  viewer.root.append(head, markEnds(html("div", { class: "controls" }, choices, tools)), buildStatus(viewer),
    buildInfo(viewer), main, viewer.printed, buildLegend(viewer));
  viewer.updates.push(() => arrange(viewer, { table, beside, source, tree }));
  listenToPointers(viewer);
  listenToKeys(viewer);
  listenToPrinter(viewer);
  followTheme(viewer);
  addEventListener("hashchange", () => {
    // Labels may not have been read yet, or be damaged, which is said elsewhere.
    viewer.profile.loadLabels().catch(() => {}).then(() => followAddress(viewer));
  }, { signal: viewer.signal });
}

/** Shows the view, and what stands beside it. */
/** @param {Viewer} viewer @param {Record<string, any>} parts */
function arrange(viewer, { table, beside, source, tree }) {
  const { view } = viewer.state;
  viewer.root.dataset.view = view;
  viewer.stage.element.hidden = !isGraph(viewer);
  table.element.hidden = view !== "table";
  source.element.hidden = view !== "source";
  tree.element.hidden = view !== "tree";
  beside.element.hidden = !isGraph(viewer) || viewer.side !== "table";
  viewer.labels.panel.hidden = viewer.side !== "labels";
  for (const part of [table, beside, source, tree]) part.update();
  viewer.labels.update();
  const isEmpty = isGraph(viewer) && viewer.boxes.length === 0 && viewer.stage.width > 0;
  viewer.stage.empty.hidden = !isEmpty;
  viewer.stage.empty.textContent = isEmpty ? emptyText(viewer) : "";
}

/** Why there is no frame. */
/** @param {Viewer} viewer */
function emptyText({ state, missing, head }) {
  if (missing) return missing;
  if (state.labels.length + state.names.length > 0) return "These filters leave nothing.";
  if (state.view === "callers") return "The function has no values here.";
  return head.empty ? "Nothing to draw: " + head.empty + "." : "The profile has no values of this type.";
}
