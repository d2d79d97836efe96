/**
 * Files that are dropped on the page, and texts or files that are pasted, as a goroutine dump out of a chat: the server keeps
 * them in memory.
 *
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 * @typedef {{ name: string, number: number }} Named a profile that the server has
 * @typedef {{ name: string, content?: Blob, isFolder?: boolean }} Dropped
 */
import { notify } from "./notice.js";
import { showProfiles } from "./profiles.js";
import { post } from "./requests.js";
import { pageAddress } from "./server.js";

/**
 * Has files that are dropped or pasted anywhere taken.
 *
 * @param {Element} root what shows that something hovers over the page @param {AbortSignal | undefined} signal
 * @param {(files: (File | Dropped)[]) => void} take
 */
export function listenForFiles(root, signal, take) {
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
    take(droppedFiles(event.dataTransfer));
  }, { signal });
  document.addEventListener("paste", (event) => pasted(event, take), { signal });
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
/** @param {any} event @param {(files: (File | Dropped)[]) => void} take */
function pasted(event, take) {
  if (event.target.closest?.("input, textarea, select") || !event.clipboardData) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData("text/plain");
  if (files.length === 0 && !text.trim()) return;
  event.preventDefault();
  take(files.length > 0 ? files : [{ name: "pasted.txt", content: new Blob([text]) }]);
}

/** Hands files over one after the other. One that gives one profile is opened; else all are listed. */
/** @param {Viewer} viewer @param {(File | Dropped)[]} files */
export async function upload(viewer, files) {
  const { server } = viewer;
  const { added, refused } = await send(server, files, (words) => notify(viewer, words));
  if (files.length === 0 || isOpened(server, files, added)) return;
  server.profiles = [...server.profiles.filter(({ number }) => added.every((found) => found.number !== number)), ...added];
  showProfiles(viewer, refused, added.map(({ number }) => number));
}

/** Opens the one profile of the one file, if that is all there is. */
/** @param {Server} server @param {(File | Dropped)[]} files @param {Named[]} added */
export function isOpened(server, files, added) {
  if (files.length !== 1 || added.length !== 1) return false;
  location.assign(pageAddress(server, added[0].number, null));
  return true;
}

/**
 * Hands files over one after the other.
 *
 * @param {Server} server @param {(File | Dropped)[]} files @param {(words: string) => void} say
 * @returns {Promise<{ added: Named[], refused: { name: string, reason: string }[] }>}
 */
export async function send(server, files, say) {
  const [added, refused] = [[], []];
  for (const file of files) {
    say(`Reading ${file.name}…`);
    try {
      added.push(...await uploaded(server, file));
    } catch (error) {
      refused.push({ name: file.name, reason: error.message });
    }
  }
  say("");
  return { added, refused };
}

/** @param {Server} server @param {any} file @returns {Promise<Named[]>} */
async function uploaded(server, file) {
  if (file.isFolder) throw new Error("it is a folder; drop the files in it");
  const text = await post(server, "upload", file.content ?? file, { "X-File-Name": encodeURIComponent(file.name) });
  return JSON.parse(text).profiles;
}
