/** Turns the text of a block back into its bytes: base64, and in it deflated data. */
import { damage } from "./bytes.js";

/** A head is words; longer ones are nobody's. */
const longestHead = 2 ** 26;
/* What is longer no browser has the memory for. */
const longestBlock = 2 ** 30;
/** Deflate makes a byte of at most so many. */
const largestRatio = 1032;

/** @param {string} text @param {string} block @returns {Uint8Array} */
function bytesOfBase64(text, block) {
  try {
    const { fromBase64 } = /** @type {any} */ (Uint8Array);
    if (fromBase64) return fromBase64.call(Uint8Array, text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = letters.charCodeAt(index);
    return bytes;
  } catch {
    throw damage(block, "a character is not base64");
  }
}

/**
 * The parts of what is inflated, as they come.
 *
 * @param {Uint8Array} bytes
 */
function inflating(bytes) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old to open this file: it cannot inflate data (DecompressionStream)");
  }
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  /* An error of the writer comes out of the reader too. */
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  return stream.readable.getReader();
}

/** @param {string} text @param {number} length how many bytes it must be inflated, -1 if that is not known @param {string} block */
export async function inflateBlock(text, length, block = "data") {
  const bytes = bytesOfBase64(text, block);
  if (length > bytes.length * largestRatio + largestRatio) throw damage(block, "data is missing");
  if (length > longestBlock) throw damage(block, "there is more data than a page can hold");
  return length < 0 ? joinedParts(inflating(bytes), block) : filledBytes(new Uint8Array(length), inflating(bytes), block);
}

/** @typedef {ReadableStreamDefaultReader<Uint8Array>} Parts */

/** @param {Parts} parts @param {string} block */
async function nextPart(parts, block) {
  try { return await parts.read(); } catch { throw damage(block, "the compressed data is damaged"); }
}

/** @param {Uint8Array} bytes @param {Parts} parts @param {string} block */
async function filledBytes(bytes, parts, block) {
  let at = 0;
  for (let part = await nextPart(parts, block); !part.done; part = await nextPart(parts, block)) {
    if (part.value.length > bytes.length - at) { stopReading(parts); throw damage(block, "there is extra data"); }
    bytes.set(part.value, at);
    at += part.value.length;
  }
  if (at < bytes.length) throw damage(block, "data is missing");
  return bytes;
}

/** @param {Parts} parts @param {string} block */
async function joinedParts(parts, block) {
  const list = [];
  let length = 0;
  for (let part = await nextPart(parts, block); !part.done; part = await nextPart(parts, block)) {
    length += part.value.length;
    if (length > longestHead) { stopReading(parts); throw damage(block, "there is extra data"); }
    list.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of list) { bytes.set(part, at); at += part.length; }
  return bytes;
}

/** @param {Parts} parts */
const stopReading = (parts) => { parts.cancel().catch(() => {}); };
