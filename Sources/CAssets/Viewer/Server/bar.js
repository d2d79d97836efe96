/**
 * The row that only a page of a server has: the command that prints the same, filters, reports, profiles.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { button, copied, html, markEnds, say, selectContent } from "../Page/elements.js";
import { buildFetchAgain, listenForChanges } from "./again.js";
import { filterCount, showFilter } from "./filter.js";
import { buildNotice } from "./notice.js";
import { showProfiles } from "./profiles.js";
import { showReports } from "./reports.js";
import { listenForFiles, upload } from "./uploads.js";

/** @param {Viewer} viewer @returns {Node[]} */
export function buildServer(viewer) {
  const { server } = viewer;
  if (!server) return [];
  viewer.root.append(buildNotice(viewer));
  listenForChanges(viewer);
  if (server.mayUpload) listenForFiles(viewer.root, viewer.signal, (files) => upload(viewer, files));
  const filters = filterCount(server);
  return [markEnds(html("div", { class: "served", role: "group", "aria-label": "Server" }, ...buildCommand(server.command),
    button("Filter" + (filters > 0 ? ` (${filters})` : ""), "Filter by patterns (f)", () => showFilter(viewer), { "aria-haspopup": "dialog" }),
    button("Reports", "The same profile as another report", () => showReports(viewer), { "aria-haspopup": "dialog" }),
    button("Profiles", "Open or compare another profile", () => showProfiles(viewer), { "aria-haspopup": "dialog" }),
    html("a", { href: server.root }, "All profiles"), ...buildFetchAgain(viewer))), ...buildNotes(server.notes)];
}

/** What the program would have said: of what was read, and of filters that match nothing. */
/** @param {string[]} notes @returns {Node[]} */
function buildNotes(notes) {
  const text = notes.join(" · ");
  return text === "" ? [] : [html("p", { class: "notes", role: "note", tabindex: 0, title: text }, html("bdi", {}, text))];
}

/** @param {string} command @returns {Node[]} */
function buildCommand(command) {
  const code = html("code", { class: "command", title: command, "aria-label": "The command that prints this" }, command);
  const status = html("span", { class: "unseen", role: "status" });
  const made = button("Copy", "Copy the command", async () => {
    const isCopied = await copied(command);
    if (!isCopied) selectContent(code);
    say(status, isCopied ? "Command copied" : "Command selected");
    made.textContent = isCopied ? "Copied" : "Selected";
    setTimeout(() => { made.textContent = "Copy"; say(status, ""); }, 2000);
  });
  return [code, made, status];
}
