/**
 * What is the same for all looks at a profile, made when it is first asked for.
 *
 * @typedef {import("./decode.js").Tree} Tree
 * @typedef {import("./decode.js").Names} Names
 * @typedef {import("./head.js").Head} Head
 */

/**
 * The nodes that are not below another of their name, in order: what recurs counts there, once.
 *
 * @param {Tree} tree @param {number} nameCount
 */
export function outermostNodes(tree, nameCount) {
  /* How many nodes of each name are open, and which nodes these are. */
  const [open, path] = [new Uint32Array(nameCount), new Uint32Array(tree.maxDepth + 1)];
  const found = new Uint32Array(tree.count);
  let count = 0;
  let last = 0;
  for (let node = 0; node < tree.count; node++) {
    const depth = tree.depth[node];
    for (; last > 0 && last >= depth; last--) open[tree.name[path[last]]]--;
    if (open[tree.name[node]]++ === 0) found[count++] = node;
    path[depth] = node;
    last = depth;
  }
  return found.slice(0, count);
}

/**
 * For each node the name of the site that its stack waits at: the frame of the program that is nearest to the leaf, else the leaf.
 *
 * @param {Head} head @param {Names} names @param {Tree} tree
 */
export function siteNames(head, names, tree) {
  const isProgram = Uint8Array.from(names.group, (group) => head.groups[group].kind === "program" ? 1 : 0);
  const none = names.count;
  const near = new Uint32Array(tree.count);
  for (let node = 0; node < tree.count; node++) {
    const name = tree.name[node];
    near[node] = isProgram[name] || name === names.folded ? name : node === 0 ? none : near[tree.parent[node]];
  }
  for (let node = 0; node < tree.count; node++) if (near[node] === none) near[node] = tree.name[node];
  return near;
}
