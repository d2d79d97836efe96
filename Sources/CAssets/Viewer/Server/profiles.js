/**
 * All profiles that the server has: each can be opened, or compared with this one; and files are taken here by those who cannot drop.
 *
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 * @typedef {{ name: string, reason: string }} Refused
 */
import { showSheet } from "../Page/dialogs.js";
import { html, nameElement } from "../Page/elements.js";
import { pageAddress, profileName } from "./server.js";
import { upload } from "./uploads.js";

/** @param {Viewer} viewer @param {Refused[]} refused @param {number[]} added numbers of those that are new */
export function showProfiles(viewer, refused = [], added = []) {
  const { server } = viewer;
  showSheet(viewer, "Profiles", ...refusedParts(refused),
    html("ul", { class: "profiles" }, ...server.profiles.map(({ number, name }) => html("li", {},
      nameElement(name), ...(added.includes(number) ? [html("span", { class: "soft" }, "new")] : []), ...profileLinks(server, number, name)))),
    html("div", { class: "acts" }, ...(server.mayUpload ? [chooserOf(viewer)] : []), html("a", { href: server.root }, "All profiles")));
}

/** @param {Server} server @param {number} number @param {string} name @returns {Node[]} */
function profileLinks(server, number, name) {
  const { profile, base } = server;
  const open = html("a", { href: pageAddress(server, number, null), "aria-label": "Open " + name }, "Open");
  if (number === profile) return base === null ? [html("span", { class: "soft" }, "this one")] : [html("span", { class: "soft" }, "after"), open];
  if (number === base) {
    return [html("span", { class: "soft" }, "before"), open, html("a", { href: pageAddress(server, base, profile) }, "Swap before and after")];
  }
  const help = `What changed from ${profileName(server, profile)} to ${name}`;
  return [open, html("a", { href: pageAddress(server, number, profile), title: help, "aria-label": "Compare with this one: " + name }, "Compare with this one")];
}

/** @param {Refused[]} refused @returns {Node[]} */
function refusedParts(refused) {
  if (refused.length === 0) return [];
  return [html("p", { role: "alert" }, refused.length === 1 ? "This was refused:" : "These were refused:"),
    html("ul", { class: "refused" }, ...refused.map(({ name, reason }) => html("li", {}, nameElement(name), ": ", html("bdi", {}, withoutName(reason, name)))))];
}

/** The name stands there already. */
/** @param {string} reason @param {string} name */
const withoutName = (reason, name) => reason.startsWith(name + ": ") ? reason.slice(name.length + 2) : reason;

/** @param {Viewer} viewer */
function chooserOf(viewer) {
  const field = html("input", { type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-hidden": "true",
    change: () => upload(viewer, [...field.files]) });
  const chooser = html("button", { type: "button", click: () => field.click() }, "Open a file…");
  return html("span", {}, chooser, field, html("span", { class: "soft" }, " or drop or paste it anywhere"));
}
