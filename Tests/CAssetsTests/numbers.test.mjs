// The words of numbers that pictures and the viewer share.
import assert from "node:assert/strict";
import { it } from "node:test";
import {
  bareText, changeText, factorText, grouped, numbered, percentText, valueText,
} from "../../Sources/CAssets/Common/numbers.js";

const goroutines = { count: "goroutines", divisor: 1, steps: [] };
const bytes = { count: "", divisor: 1, steps: [[1, "B"], [1024, "kB"], [1024 ** 2, "MB"]] };
const decimals = { ...goroutines, divisor: 100 };
const texts = [
  [valueText(goroutines, 1), "1 goroutine"], [valueText(goroutines, -64117), "-64,117 goroutines"], [bareText(goroutines, 64117), "64,117"],
  [valueText(bytes, 1536), "1.50kB"], [bareText(bytes, 1536), "1.50kB"], [valueText(bytes, -(3 * 1024 ** 2)), "-3MB"], [valueText(bytes, 0), "0"],
  [valueText(decimals, 150), "1.50 goroutines"], [bareText({ ...decimals, factor: 10 }, 1234567), "123,456.70"],
  [valueText({ count: "", divisor: 1, steps: [] }, 12), "12"], [changeText(goroutines, 15, 64117), "15 → 64,117 goroutines, +64,102, ×4,274"],
  [changeText(bytes, 2048, 0), "2kB → 0, -2kB, gone"], [factorText(0, 5), "new"], [factorText(100, 106.72), "+6.72%"], [factorText(3, 3), ""],
  [factorText(4, 1), "÷4"], [factorText(64281, 139), "÷462"], [factorText(5, 2), "÷2.5"], [percentText(1, 30000), "<0.01%"], [percentText(1, 0), "<0.01%"], [percentText(5, 5), "100%"],
  [percentText(0, 5), "0%"], [percentText(1, 3), "33.33%"], [grouped(1234567), "1,234,567"], [numbered(1, "frame"), "1 frame"], [numbered(1310, "frame"), "1,310 frames"],
];
for (const [text, wanted] of texts) {
  it(`writes ${wanted}`, () => { assert.equal(text, wanted); });
}
