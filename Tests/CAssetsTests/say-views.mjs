// Prints what the views of a page say, for a comparison with a second decoder: a line of JSON for each type, side and filter.
//
//   node Tests/CAssetsTests/say-views.mjs PAGE.html COUNT
//
// `rows` holds, for up to COUNT functions: the index of the name, own and cum of the table, and what stands in the middle of callers
// and callees; `whole` is what the root of the picture has. Each is a list with a number a side.
import { readFileSync } from "node:fs";
import { callersOf } from "../../Sources/CAssets/Viewer/Model/callers.js";
import { zoomBoxes } from "../../Sources/CAssets/Viewer/Model/boxes.js";
import { profileOfPage } from "./read-page.mjs";

// The same numbers in every run (mulberry32).
let state = 1;
function random(limit) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}

function someNames(profile, count) {
  const names = Array.from({ length: profile.names.count - 1 }, (_, index) => index + 1);
  for (let place = 0; place < Math.min(count, names.length); place++) {
    const other = place + random(names.length - place);
    [names[place], names[other]] = [names[other], names[place]];
  }
  return names.slice(0, count);
}

// No filter; some values of labels, kept and left out; the stacks of a function, kept and left out.
function filters(profile) {
  const found = [{ what: null, labels: [], names: [] }];
  for (let set = 1; set < profile.labels.starts.length - 1 && found.length < 7; set++) {
    for (let pair = profile.labels.starts[set]; pair < profile.labels.starts[set + 1]; pair++) {
      const [key, value] = [profile.labels.keys[pair], profile.labels.values[pair]];
      const isNumeric = profile.head.labels[key].isNumeric;
      for (const isKept of [true, false]) {
        const choice = isNumeric ? { key, isKept, values: [], range: [value, value] } : { key, isKept, values: [value] };
        found.push({ what: { key, value: isNumeric ? value : profile.labels.texts[value], isKept }, labels: [choice], names: [] });
      }
    }
  }
  for (const isKept of [true, false]) {
    const query = profile.names.texts[1 + random(Math.max(1, profile.names.count - 1))] ?? "";
    // What is written as a pattern is none here.
    if (query.trim() && !/^\/.+\/$/s.test(query)) found.push({ what: { query, isKept }, labels: [], names: [{ query, isKept }] });
  }
  return found;
}

const profile = await profileOfPage(readFileSync(process.argv[2], "utf8"));
const names = someNames(profile, Number(process.argv[3]));
for (const type of profile.head.types.keys()) {
  for (const { what, labels, names: choices } of filters(profile)) {
    const sums = profile.sumsFor({ type, sides: "both", labels, names: choices });
    const whole = zoomBoxes(profile, sums, 0, 0)[0]?.total ?? sums.whole;
    const rows = names.map((name) => {
      const middle = callersOf(profile, sums, name, 1).find((box) => box.row === 0)?.total ?? sums.whole.map(() => 0);
      return [name, sums.nameOwn.map((column) => column[name]), sums.nameTotal.map((column) => column[name]), middle];
    });
    console.log(JSON.stringify({ type, filter: what, isExact: sums.isExact, whole, rows }));
  }
}
