/**
 * The packages that functions belong to, and which of them have a hue of their own.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 */
import { shownSum } from "./boxes.js";

/** As many hues as can be told apart in light and in dark; what groups share that have none. */
export const hueCount = 10;
export const sharedHues = { program: 10, runtime: 11, standard: 12, label: 13, root: 13, folded: 13 };

/**
 * What each group has of its own, or waits there, the heaviest first; of equal ones that with the heaviest function.
 *
 * @param {Profile} profile @param {Sums} sums @returns {{ index: number, value: number, largest: number }[]}
 */
export function groupSums({ head, names }, sums) {
  const groups = head.groups.map((_, index) => ({ index, value: 0, largest: 0 }));
  for (let name = 0; name < names.count; name++) {
    const group = groups[names.group[name]];
    group.value += shownSum(sums, sums.nameSite.map((column) => column[name]));
    group.largest = Math.max(group.largest, shownSum(sums, sums.nameTotal.map((column) => column[name])));
  }
  const text = (group) => head.groups[group.index].text;
  return groups.sort((a, b) => b.value - a.value || b.largest - a.largest || (text(a) < text(b) ? -1 : 1));
}

/**
 * For each group 0…9, or what it shares with others: 10 other packages, 11 runtime, 12 standard library, 13 labels and root.
 *
 * @param {Profile} profile @param {Sums} sums @returns {Int8Array}
 */
export function hues(profile, sums) {
  const { groups } = profile.head;
  const hueOf = Int8Array.from(groups, ({ kind }) => sharedHues[kind]);
  groupSums(profile, sums).filter(({ index, largest }) => groups[index].kind === "program" && largest > 0).slice(0, hueCount)
    .forEach(({ index }, hue) => { hueOf[index] = hue; });
  return hueOf;
}
