// What the program makes of the modules of the viewer, and the pages that are made for developers.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { filesOfViewer, pageOf, scriptOfViewer } from "./pack.mjs";
import { samples } from "./pack-examples.mjs";
import { linesOf, profileOfPage } from "./read-page.mjs";

const assets = new URL("../../Sources/CAssets/", import.meta.url);

it("joins modules that do not share a name", () => {
  assert.doesNotThrow(() => new Function(scriptOfViewer()));
});

it("names every file of the viewer once", () => {
  const files = readdirSync(new URL("Viewer", assets), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => (entry.parentPath ?? entry.path).split("CAssets/")[1] + "/" + entry.name);
  const named = [...filesOfViewer(".js"), ...filesOfViewer(".css")];
  assert.deepEqual(named.filter((file) => file.startsWith("Viewer/")).sort(), files.sort());
});

it("evaluates a module after those that it imports", () => {
  const order = filesOfViewer(".js").map((file) => new URL(file, assets).href);
  for (const [index, file] of order.entries()) {
    if (!file.includes("/Model/")) continue;
    for (const [, imported] of readFileSync(new URL(file), "utf8").matchAll(/^import [^;]*"(.*)";$/gm)) {
      const at = order.indexOf(new URL(imported, file).href);
      assert.ok(at >= 0 && at < index, `${file} imports ${imported}`);
    }
  }
});

for (const [name, profile] of Object.entries(samples)) {
  it(`writes a page of ${name} whose data is not markup`, () => {
    const page = pageOf(profile());
    assert.equal(page.match(/<script type="application\/octet-stream" id="s0-/g).length, 4 + (profile().sides?.length ?? 1));
    assert.ok(!page.includes("<b>"));
  });
}

it("reads the numbers of a page back", async () => {
  const profile = await profileOfPage(pageOf({
    types: [{ name: "n" }, { name: "m" }], sides: [{ name: "a" }, { name: "b" }], stacks: [["a;b;a", [1, 2]], ["a\tx", [3, 0], {}, 1]],
  }));
  assert.deepEqual([...linesOf(profile)].sort(), [
    'm\t0\t"a"\t2\t2\t2', 'm\t0\t"b"\t0\t2\t0', 'm\t1\t"a"\t0\t0\t0', 'm\t1\t"b"\t0\t0\t0', 'n\t0\t"a"\t1\t1\t1',
    'n\t0\t"a\\tx"\t0\t0\t0', 'n\t0\t"b"\t0\t1\t0', 'n\t1\t"a"\t0\t0\t0', 'n\t1\t"a\\tx"\t3\t3\t3', 'n\t1\t"b"\t0\t0\t0',
  ]);
});
