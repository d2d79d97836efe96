/**
 * Profiles that are newer where they came from: a file that changed on disk is said when one comes back to the page, a service is
 * asked on demand.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { button } from "../Page/elements.js";
import { notify } from "./notice.js";
import { ask, post } from "./requests.js";
import { profileName } from "./server.js";

/** @param {Viewer} viewer */
export function listenForChanges(viewer) {
  addEventListener("focus", () => lookForChanges(viewer), { signal: viewer.signal });
}

/** @param {Viewer} viewer */
async function lookForChanges(viewer) {
  const { server } = viewer;
  const numbers = [server.base, server.again === "file" || server.base !== null ? server.profile : null].filter((number) => number !== null);
  try {
    const changed = [];
    for (const number of numbers) if (JSON.parse(await ask(server, "state?p=" + number)).changed === true) changed.push(number);
    if (changed.length > 0) sayChanged(viewer, changed);
  } catch (error) {
    notify(viewer, "The page stays as it is, but " + error.message);
  }
}

/** @param {Viewer} viewer @param {number[]} numbers */
function sayChanged(viewer, numbers) {
  const names = numbers.map((number) => profileName(viewer.server, number)).join(" and ");
  notify(viewer, names + " changed on disk", button("Read again", "Read it again and show it", (event) => readAgain(viewer, event.target, numbers)));
}

/** What is shown, behind the # of the address, stays. */
/** @param {Viewer} viewer @param {any} pressed @param {number[]} numbers */
async function readAgain(viewer, pressed, numbers) {
  const words = pressed.textContent;
  pressed.disabled = true;
  pressed.textContent = viewer.server.again === "service" ? "Fetching…" : "Reading…";
  try {
    for (const number of numbers) await post(viewer.server, "again?p=" + number);
    location.reload();
  } catch (error) {
    pressed.disabled = false;
    pressed.textContent = words;
    notify(viewer, "It could not be read again: " + error.message);
  }
}

/** @param {Viewer} viewer @returns {Node[]} */
export function buildFetchAgain(viewer) {
  const { again, profile } = viewer.server;
  if (again !== "service") return [];
  return [button("Fetch again", "Ask the service for a new profile", (event) => readAgain(viewer, event.target, [profile]))];
}
