/**
 * Files that are dropped on the page, and texts or files that are pasted, as a goroutine dump out of a chat: the server keeps
 * them in memory.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 * @typedef {{ name: string, content?: Blob, isFolder?: boolean }} Dropped
 */
import { notify } from "./notice.js";
import { showProfiles } from "./profiles.js";
import { post } from "./requests.js";
import { pageAddress } from "./server.js";

/** @param {Viewer} viewer */
export function listenForFiles(viewer) {
  const { root, signal } = viewer;
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (isOver) => root.classList.toggle("dropping", isOver);
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  }, { signal });
  // Only what leaves the window has nothing that it goes to.
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); }, { signal });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(false);
    upload(viewer, droppedFiles(event.dataTransfer));
  }, { signal });
  document.addEventListener("paste", (event) => pasted(viewer, event), { signal });
}

/** @param {DataTransfer} dropped @returns {Dropped[]} */
function droppedFiles(dropped) {
  const items = [...dropped.items].filter(({ kind }) => kind === "file");
  return items.flatMap((item) => {
    const content = item.getAsFile();
    return content ? [{ name: content.name, content, isFolder: item.webkitGetAsEntry?.()?.isDirectory === true }] : [];
  });
}

/** Pastes into a field are the field's. */
/** @param {Viewer} viewer @param {any} event */
function pasted(viewer, event) {
  if (event.target.closest?.("input, textarea, select") || !event.clipboardData) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData("text/plain");
  if (files.length === 0 && !text.trim()) return;
  event.preventDefault();
  upload(viewer, files.length > 0 ? files : [{ name: "pasted.txt", content: new Blob([text]) }]);
}

/** Hands files over one after the other. One that gives one profile is opened; else all are listed. */
/** @param {Viewer} viewer @param {(File | Dropped)[]} files */
export async function upload(viewer, files) {
  const { server } = viewer;
  const [added, refused] = [[], []];
  for (const file of files) {
    notify(viewer, `${file.name} is being read…`);
    try {
      added.push(...await uploaded(viewer, file));
    } catch (error) {
      refused.push({ name: file.name, reason: error.message });
    }
  }
  notify(viewer, "");
  if (files.length === 1 && added.length === 1) { location.assign(pageAddress(server, added[0].number, null)); return; }
  if (files.length === 0) return;
  server.profiles = [...server.profiles.filter(({ number }) => added.every((found) => found.number !== number)), ...added];
  showProfiles(viewer, refused, added.map(({ number }) => number));
}

/** @param {Viewer} viewer @param {any} file @returns {Promise<{ number: number, name: string }[]>} */
async function uploaded({ server }, file) {
  if (file.isFolder) throw new Error("it is a folder: drop the files in it");
  const text = await post(server, "upload", file.content ?? file, { "X-File-Name": encodeURIComponent(file.name) });
  return JSON.parse(text).profiles;
}
