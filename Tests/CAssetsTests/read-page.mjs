// Prints what the viewer says of each name of a page: type, side, name, own, cum, site, with tabs between them, as
// `top` must say it too. The name is JSON, since it may hold anything.
//
//   node Tests/CAssetsTests/read-page.mjs PAGE.html [SET]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { tableRows } from "../../Sources/CAssets/Viewer/Model/table.js";
import { Profile } from "../../Sources/CAssets/Viewer/Model/profile.js";

/** The texts of the blocks that stand in a page, of one set. */
export function blocksOfPage(text, set = 0) {
  const found = [...text.matchAll(/<script type="application\/octet-stream" id="s(\d+)-([^"]*)">([^<]*)</g)];
  return Object.fromEntries(found.filter(([, ofSet]) => Number(ofSet) === set).map(([, , name, block]) => [name, block]));
}

/** The profile that stands in the text of a page. */
export async function profileOfPage(text, set = 0) {
  const blocks = blocksOfPage(text, set);
  const profile = await Profile.open(async (name) => blocks[name] ?? "");
  await profile.loadLabels();
  return profile;
}

/** The lines of what each name has. */
export function* linesOf(profile) {
  for (const [type, { name: typeName }] of profile.head.types.entries()) {
    const sums = profile.sumsFor({ type, sides: "both", labels: [], names: [] });
    for (const name of tableRows(profile, sums)) {
      for (const [side] of profile.head.sides.entries()) {
        const values = [sums.nameOwn, sums.nameTotal, sums.nameSite].map((columns) => columns[side][name]);
        yield [typeName, side, JSON.stringify(profile.names.texts[name]), ...values].join("\t");
      }
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const profile = await profileOfPage(readFileSync(process.argv[2], "utf8"), Number(process.argv[3] ?? 0));
  for (const line of linesOf(profile)) console.log(line);
}
