/**
 * The server that has sent this page, if one has: what it says of itself, and the addresses below it. A page in a file has none.
 *
 * @typedef {object} Server
 * @property {string} root the path that all addresses begin with
 * @property {number} profile its number
 * @property {number | null} base the number of what it is compared with
 * @property {string} command what prints this page's numbers
 * @property {Record<string, string>} query the options that the page was made with
 * @property {{ number: number, name: string }[]} profiles all that is loaded
 * @property {{ kind: string, formats: string[] }[]} kinds reports
 * @property {boolean} mayUpload
 * @property {string[]} notes what there is to say of what was read and asked for
 * @property {"file" | "service" | ""} again where the profile can be read from again
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */

/** @returns {Server | null} */
export function readServer() {
  const told = document.querySelector("meta[name=pproftool-server]")?.getAttribute("content");
  if (!told) return null;
  try {
    const server = JSON.parse(told);
    // Nothing may lead to another host.
    return /^\/([^/?#\\][^?#\\]*)?\/?$/.test(server.root) ? server : null;
  } catch {
    return null;
  }
}

/** Asks for a profile, or for the comparison of two. */
/** @param {Record<string, string>} query @param {number} profile @param {number | null} base */
function queryOf(query, profile, base) {
  return new URLSearchParams({ p: String(profile), ...(base === null ? {} : { base: String(base) }), ...query }).toString();
}

/** @param {Server} server @param {number} profile @param {number | null} base */
export const pageAddress = ({ root }, profile, base, query = {}) => root + "view?" + queryOf(query, profile, base);

/** A report on what this page shows: its profiles, its query, and the type that is looked at. */
/** @param {Viewer} viewer @param {string} kind @param {Record<string, string>} options */
export function reportAddress(viewer, kind, options) {
  const { root, profile, base } = viewer.server;
  return root + "report/" + kind + "?" + queryOf({ ...shownQuery(viewer), ...options }, profile, base);
}

/** @param {Viewer} viewer @param {string} name of a function */
export const sourcePath = (viewer, name) =>
  "source?" + queryOf({ ...shownQuery(viewer), function: name }, viewer.server.profile, null);

/** The query of the page, with the type that somebody has chosen since. */
/** @param {Viewer} viewer @returns {Record<string, string>} */
function shownQuery({ server, state, head }) {
  return { ...server.query, ...(state.type === head.type ? {} : { "sample-index": head.types[state.type].name }) };
}

/** @param {Server} server @param {number | null} number */
export const profileName = ({ profiles }, number) => profiles.find((profile) => profile.number === number)?.name ?? "profile " + number;
