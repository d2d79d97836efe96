// What the viewer's script may not hold, and the parts of its page that need no document.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { filesOfViewer, scriptOfViewer } from "./pack.mjs";

const assets = new URL("../../Sources/CAssets/", import.meta.url);
const load = (file) => import(new URL("Viewer/Page/" + file, assets));

// Names are hostile: nothing may make elements, code, styles or requests of a text, and nothing may be kept in the browser.
const forbidden = [
  /\b(inner|outer)HTML\b/, /insertAdjacentHTML/, /\beval\b/, /new Function\b/, /document\.write/, /XMLHttpRequest/, /WebSocket/,
  /sendBeacon/, /\b(local|session)Storage\b/, /indexedDB/, /\bcookie\b/, /new (Shared)?Worker/, /\bimport\(/, /style[:=] *["'`]/, /srcdoc/,
  /setTimeout\(\s*["'`]/, /createContextualFragment/, /DOMParser/,
];

it("holds nothing that makes more of a text than text", () => {
  const script = scriptOfViewer();
  for (const pattern of forbidden) assert.equal(pattern.exec(script)?.[0], undefined);
});

it("asks only the server that has sent the page, at one place, for what lies below its root", () => {
  const lines = scriptOfViewer().split("\n").filter((line) => /\bfetch\b/.test(line));
  assert.deepEqual(lines.map((line) => line.trim()), ['answer = await fetch(server.root + path, { cache: "no-store", redirect: "error", ...options });']);
});

// What may follow an address: that of a place, made by linkOf, of a saved file, or below the root of the server.
const addresses = [
  /link\.href = address;/, /href: address, target: "_blank", rel: "noopener noreferrer"/, /location\.href, "Link copied"/,
  /(href|action): (server\.root|pageAddress\(server)/, /link\.(href = reportAddress\(viewer|removeAttribute\("href"\))/,
  /location\.assign\(pageAddress\(server/,
];

it("sets addresses only where a place has a link, where a file is saved, and to the server of the page", () => {
  const lines = scriptOfViewer().split("\n").filter((line) => /\b(href|src|action|formaction|xlink|assign\(p)\b|location\.(assign|replace\((?!address))|window\.open/.test(line));
  for (const line of lines) assert.ok(addresses.some((pattern) => pattern.test(line)), line);
  for (const pattern of addresses) assert.ok(lines.some((line) => pattern.test(line)), String(pattern));
});

// What a page of a server may say: an address that is not a path of this host is none.
for (const [root, isServer] of [["/5f1c/", true], ["/", true], ["//evil.example/", false], ["https://evil.example/", false], ["/\\\\evil/", false],
  ["javascript:alert(1)", false], ["/a?b/", false], [undefined, false]]) {
  it(`takes ${JSON.stringify(root)} ${isServer ? "for" : "not for"} the root of a server`, async () => {
    const { readServer } = await import(new URL("Viewer/Server/server.js", assets));
    globalThis.document = { querySelector: () => ({ getAttribute: () => JSON.stringify({ root }) }) };
    try { assert.equal(readServer() !== null, isServer); } finally { delete globalThis.document; }
  });
}

it("declares each name of its top level once", () => {
  const found = new Map();
  for (const file of filesOfViewer(".js")) {
    const text = readFileSync(new URL(file, assets), "utf8");
    const declared = [...text.matchAll(/^(?:export )?(?:async )?(?:function\*?|const|let|class) (?:\[([^\]]*)\]|\{([^}]*)\}|(\w+))/gm)];
    for (const name of declared.flatMap(([, list, object, one]) => (list ?? object ?? one).split(",").map((part) => part.trim()))) {
      assert.equal(found.get(name), undefined, `${name} is declared in ${file} too`);
      found.set(name, file);
    }
  }
  assert.ok(found.size > 100);
});

it("finds what each module imports", async () => {
  // No document is enough for the page; a name that no module exports is found before any is evaluated.
  await assert.rejects(load("start.js"), (error) => error instanceof ReferenceError && /document|matchMedia/.test(error.message));
});

const links = [
  ["https://example.com/{file}#L{line}", { file: "a/b c.go", line: 7 }, "https://example.com/a/b%20c.go#L7"],
  ["https://example.com/{file}?x={build}", { file: "/src/\"><script>.go", line: 1 }, "https://example.com/src/%22%3E%3Cscript%3E.go?x=5f%2F1"],
  ["https://example.com/{file}", { file: "javascript:alert(1)", line: 0 }, "https://example.com/javascript%3Aalert(1)"],
  ["https://example.com/{file}#{line}", { file: "a.go", line: 0 }, ""],
  ["http://example.com/{file}", { file: "a.go", line: 1 }, ""],
  ["javascript:{file}", { file: "alert(1)", line: 1 }, ""],
  ["", { file: "a.go", line: 1 }, ""],
];
for (const [link, place, wanted] of links) {
  it(`makes a link of ${JSON.stringify(link)} and ${place.file}:${place.line}`, async () => {
    const { linkOf } = await load("words.js");
    assert.equal(linkOf({ head: { link, builds: ["5f/1"] } }, place), wanted);
  });
}

it("makes no link that names a build where none is known", async () => {
  const { linkOf } = await load("words.js");
  assert.equal(linkOf({ head: { link: "https://example.com/{build}/{file}", builds: [] } }, { file: "a.go", line: 1 }), "");
});

it("takes the longest form of a name that fits, else cuts the shortest", async () => {
  const { fittingText } = await load("text-fit.js");
  const pen = { font: "", measureText: (text) => ({ width: text.length * 6 }) };
  const forms = ["net/http.(*Server).Serve", "http.(*Server).Serve", "Serve"];
  const fits = (room, mark = "") => fittingText(pen, forms, room, mark);
  assert.deepEqual([fits(200), fits(130), fits(60), fits(24), fits(20), fits(10)],
    ["net/http.(*Server).Serve", "http.(*Server).Serve", "Serve", "Ser…", "", ""]);
  assert.deepEqual([fits(60, "+ "), fits(31, "+ ")], ["+ Serve", "Serve"]);
});

it("shows more of names that would be alike when they are short", async () => {
  const { distinctNames } = await load("words.js");
  const forms = [
    ["all"], ["example.com/a/buffer.(*Stream).listen", "buffer.(*Stream).listen", "(*Stream).listen", "listen"],
    ["example.com/b/queue.(*Stream).listen", "queue.(*Stream).listen", "(*Stream).listen", "listen"],
    ["example.com/c/queue.(*Stream).listen", "queue.(*Stream).listen", "(*Stream).listen", "listen"], ["net.Dial", "Dial"],
    // Two that are alike whole.
    ["x"], ["x"],
  ];
  const viewer = { profile: { names: { texts: forms.map(([text]) => text), formsOf: (name) => forms[name] } } };
  assert.deepEqual([...distinctNames(viewer, [1, 2, 3, 4, 5, 6], 20)].sort(([a], [b]) => a - b), [
    [1, "buffer.(*Stream).listen"], [2, "example.com/b/queue.(*Stream).listen"], [3, "example.com/c/queue.(*Stream).listen"],
    [4, "net.Dial"], [5, "x"], [6, "x"],
  ]);
  assert.deepEqual([...distinctNames(viewer, [1, 4], 20).values()], ["(*Stream).listen", "net.Dial"]);
});
