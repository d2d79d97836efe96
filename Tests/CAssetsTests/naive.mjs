// Random profiles, and their numbers as anybody would work them out from the stacks: slow, and without any code of the viewer.
import { packed } from "./pack.mjs";
import { Profile } from "../../Sources/CAssets/Viewer/Model/profile.js";

/** Numbers from 0 below 1, the same for the same seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 0x9e3779b9 >>> 0;
    let mixed = Math.imul(state ^ state >>> 16, 0x21f0aaad);
    mixed = Math.imul(mixed ^ mixed >>> 15, 0x735a2d97);
    return ((mixed ^ mixed >>> 15) >>> 0) / 2 ** 32;
  };
}

const functions = {
  "a.A": { group: "a" }, "a.B": { group: "a", line: 7, file: "a.go" }, "b.C": { group: "b" }, "b.d": { group: "b" },
  "runtime.park": { group: "runtime" }, "runtime.go": { group: "runtime" }, "net.Serve": { group: "standard library" }, "state: x": { group: "labels" },
};

/** A small profile with all that may be in one: recursion, inlining, negative values, labels of both kinds, two sides. */
/** - `least`: what frames must weigh that are not folded; then nothing is negative. */
export function randomProfile(seed, least = 0) {
  const next = random(seed);
  const below = (count) => Math.floor(next() * count);
  const names = Object.keys(functions).slice(0, 2 + below(7));
  const [hasNegatives, sideCount] = [least === 0 && next() < 0.5, 1 + below(2)];
  const factor = [1, 512, 1000][below(3)];
  const frame = () => ({ name: names[below(names.length)], isInlined: next() < 0.3 });
  const value = () => factor * (below(40) - (hasNegatives ? 15 : 0));
  const labels = () => {
    const set = {};
    if (next() < 0.5) set.state = next() < 0.3 ? ["x", "y"] : "xyz"[below(3)];
    if (next() < 0.5) set.bytes = next() < 0.2 ? [below(9), -below(9)] : below(40);
    // A key with both kinds of values.
    if (next() < 0.2) set.bytes = "many";
    return set;
  };
  const stacks = Array.from({ length: below(60) }, () => [
    Array.from({ length: below(8) }, frame), [value(), below(9) - (hasNegatives ? 3 : 0)], labels(), below(sideCount),
  ]);
  return {
    least: least * factor, functions, stacks, sides: Array.from({ length: sideCount }, (_, side) => ({ name: "s" + side })), units: { bytes: "bytes" },
    types: [{ name: "space", unit: "bytes", steps: [[1, "B"]] }, { name: "count", count: "things", isBySite: next() < 0.5 }],
  };
}

export async function opened(profile) {
  const texts = packed(profile);
  const model = await Profile.open(async (name) => texts[name]);
  await model.loadLabels();
  return model;
}

// Whether a sample passes: choices of labels are { key, isNumeric, isKept, values (texts or null for none), range }.
function passes([stack, , labels], { labels: labelChoices = [], names: nameChoices = [] }) {
  const isChosen = ({ key, isNumeric, values, range }) => {
    const own = [labels[key] ?? []].flat().filter((value) => (typeof value === "number") === isNumeric);
    if (own.length === 0) return values.includes(null);
    return own.some((value) => range ? value >= range[0] && value <= range[1] : values.includes(value));
  };
  return labelChoices.every((choice) => isChosen(choice) === choice.isKept)
    && nameChoices.every(({ query, isKept }) => stack.some(({ name }) => name.includes(query)) === isKept);
}

const programs = ["a.A", "a.B", "b.C", "b.d"];

/** What a look gives, of paths (names joined) and of names, a list a side. */
export function naiveSums(profile, look) {
  const sideCount = profile.sides.length;
  const zeros = () => Array(sideCount).fill(0);
  const add = (map, key, side, value) => {
    if (!map.has(key)) map.set(key, zeros());
    map.get(key)[side] += value;
  };
  const [raw, nameOwn, nameTotal, nameSite] = [new Map(), new Map(), new Map(), new Map()];
  for (const sample of profile.stacks) {
    if (!passes(sample, look)) continue;
    const [stack, values, , side] = sample;
    const value = values[look.type];
    add(raw, stack.map(({ name }) => name).join(";"), side, value);
    const texts = stack.map((frame) => frame.name);
    add(nameOwn, texts.at(-1) ?? "all", side, value);
    for (const text of new Set(["all", ...texts])) add(nameTotal, text, side, value);
    add(nameSite, texts.findLast((text) => programs.includes(text)) ?? texts.at(-1) ?? "all", side, value);
  }
  const [own, total, whole, negative] = [new Map(), new Map(), zeros(), zeros()];
  for (const [path, values] of raw) {
    values.forEach((value, side) => {
      if (value < 0) { negative[side] += value; return; }
      whole[side] += value;
      add(own, path, side, value);
      const parts = path === "" ? [] : path.split(";");
      for (let depth = 0; depth <= parts.length; depth++) add(total, parts.slice(0, depth).join(";"), side, value);
    });
  }
  const isBySite = profile.types[look.type].isBySite;
  return { own, total, nameOwn, nameTotal, nameSite: isBySite ? nameSite : nameOwn, whole, negative };
}

/** The path of each node, as naiveSums names it. */
export function pathsOf({ tree, names }) {
  const paths = [""];
  for (let node = 1; node < tree.count; node++) {
    const above = paths[tree.parent[node]];
    paths.push((above ? above + ";" : "") + names.texts[tree.name[node]]);
  }
  return paths;
}

/** A random look, as the model takes it and as naiveSums does. */
export function randomLook(model, seed) {
  const next = random(seed);
  const below = (count) => Math.floor(next() * count);
  const look = { type: below(2), sides: ["both", "before", "after"][below(3)], labels: [], names: [] };
  const naive = { ...look, labels: [], names: look.names };
  while (model.head.labels.length > 0 && next() < 0.4) {
    const key = below(model.head.labels.length);
    const { key: text, isNumeric } = model.head.labels[key];
    const isKept = next() < 0.5;
    const hasNone = next() < 0.3;
    const values = isNumeric ? [] : model.labels.texts.map((_, index) => index).filter(() => next() < 0.5);
    const range = isNumeric ? { range: [below(20) - 9, below(30)] } : {};
    look.labels.push({ key, isKept, values: hasNone ? [...values, -1] : values, ...range });
    naive.labels.push({
      key: text, isNumeric, isKept, values: [...values.map((value) => model.labels.texts[value]), ...(hasNone ? [null] : [])], ...range,
    });
  }
  while (next() < 0.3) look.names.push({ query: ["a.A", "run", "Serve", "C"][below(4)], isKept: next() < 0.5 });
  return { look, naive };
}

/** The same for many random profiles and looks: what(model, sums, naive, profile, look). */
export async function forRandomLooks(count, what, least = 0) {
  for (let seed = 1; seed <= count; seed++) {
    const profile = randomProfile(seed, least);
    const model = await opened(profile);
    for (let again = 0; again < 4; again++) {
      const { look, naive } = randomLook(model, seed * 100 + again);
      try {
        await what(model, model.sumsFor(look), naiveSums(profile, naive), profile, look, naive);
      } catch (error) {
        error.message = `profile ${seed}, look ${JSON.stringify(look)}: ${error.message}`;
        throw error;
      }
    }
  }
}
