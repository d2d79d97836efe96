// Folds the lightest frames of a tree that pack.mjs packs, as the program does where there are too many.
import { Bytes } from "./pack.mjs";

export const foldedName = "smaller frames";

// The samples below a node, each with the names from the node's caller on.
function samplesBelow(node, names = []) {
  const path = [...names, node.name];
  const own = node.own.map((sample) => ({ sample, path }));
  return [...own, ...[...node.children.values()].flatMap((child) => samplesBelow(child, path))];
}

const framesBelow = (node) => [...node.children.values()].reduce((sum, child) => sum + framesBelow(child), 1);

// Callees that weigh less become one; says what was in them.
export function fold(node, least, above = []) {
  const light = [...node.children].filter(([, child]) => child.weight < least);
  for (const [key] of light) node.children.delete(key);
  const lost = [...node.children.values()].flatMap((child) => fold(child, least, [...above, child.name]));
  if (light.length === 0) return lost;
  const own = light.flatMap(([, child]) => samplesBelow(child)).map(({ sample, path }) => ({ sample, path, above }));
  node.children.set("\n", {
    name: foldedName, line: 0, isInlined: false, children: new Map(), weight: light.reduce((sum, [, child]) => sum + child.weight, 0),
    own: own.map(({ sample }) => sample), frames: light.reduce((sum, [, child]) => sum + framesBelow(child), 0),
  });
  return [...lost, ...own];
}

// What names have there: of a side, for each set of labels a row of [own, total, site] a type.
function rowsOf(lost, side, names, groups, setOf) {
  const rows = new Map();
  const isProgram = (name) => groups[names.find((row) => row.name === name).group].kind === "program";
  for (const { sample, path, above } of lost.filter((found) => found.sample.side === side)) {
    const stack = [...above, ...path];
    const add = (name, place) => {
      const key = names.findIndex((row) => row.name === name) + " " + setOf(sample.labels);
      if (!rows.has(key)) rows.set(key, sample.values.map(() => [0n, 0n, 0n]));
      sample.values.forEach((value, type) => { rows.get(key)[type][place] += BigInt(value); });
    };
    add(stack.at(-1), 0);
    for (const name of new Set(path)) if (!above.includes(name)) add(name, 1);
    add(stack.findLast(isProgram) ?? stack.at(-1), 2);
  }
  return [...rows].map(([key, values]) => [...key.split(" ").map(Number), values]);
}

// The part of the head and the block.
export function foldedBlock(nodes, lost, { rows: names, groups }, types, sides, setOf, gcds) {
  const bytes = new Bytes();
  const folds = nodes.flatMap((node, index) => node.name === foldedName ? [index] : []);
  bytes.column(folds.map((node, index) => node - (folds[index - 1] ?? 0)));
  bytes.column(folds.map((node) => nodes[node].frames));
  const rows = sides.map((_, side) => rowsOf(lost, side, names, groups, setOf));
  for (const side of rows) {
    for (const column of [0, 1]) bytes.column(side.map((row) => row[column]));
    for (const [type, gcd] of gcds.entries()) {
      for (const place of types[type].isBySite ? [0, 1, 2] : [0, 1]) for (const row of side) bytes.signed(row[2][type][place] / gcd);
    }
  }
  const head = {
    name: names.findIndex((row) => row.name === foldedName), folds: folds.length, part: "1%", isByLabels: true,
    frames: folds.reduce((sum, node) => sum + nodes[node].frames, 0), rows: rows.map((side) => side.length),
  };
  return { head, bytes: bytes.bytes };
}
