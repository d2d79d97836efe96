/**
 * What the page asks its server for while it is shown.
 *
 * @typedef {import("./server.js").Server} Server
 */

/**
 * The text of an answer. Fails with the words of the server, or with those that say that it does not answer.
 *
 * @param {Server} server @param {string} path below the root @param {RequestInit} options @returns {Promise<string>}
 */
export async function ask(server, path, options = {}) {
  let answer, text;
  try {
    answer = await fetch(server.root + path, { cache: "no-store", redirect: "error", ...options });
    text = (await answer.text()).trim();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("the server does not answer; is it still running?");
  }
  if (!answer.ok) throw new Error(text || "the server answered with status " + answer.status);
  return text;
}

/** @param {Server} server @param {string} path @param {Blob | null} body @param {Record<string, string>} headers */
export const post = (server, path, body = null, headers = {}) =>
  ask(server, path, { method: "POST", body, headers: { "Content-Type": "application/octet-stream", ...headers } });
