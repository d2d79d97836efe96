// Made-up profiles: one of goroutines with labels of both kinds, one of memory with two sides.
// Their numbers are the same each time.

const functions = {
  "runtime.gopark": { group: "runtime", file: "/usr/local/go/src/runtime/proc.go", line: 424 },
  "runtime.chanrecv": { group: "runtime", file: "/usr/local/go/src/runtime/chan.go", line: 504 },
  "runtime.selectgo": { group: "runtime", file: "/usr/local/go/src/runtime/select.go", line: 122 },
  "net/http.(*conn).serve": {
    group: "standard library", file: "/usr/local/go/src/net/http/server.go", line: 1850, forms: [[4, 22], [9, 22], [17, 22]],
  },
  "net/http.(*Server).Serve": { group: "standard library", file: "/usr/local/go/src/net/http/server.go", line: 3330, forms: [[4, 24]] },
  "example.com/router/buffer.(*Stream).listen": {
    group: "example.com/router/buffer", file: "/src/router/buffer/stream.go", line: 58, forms: [[19, 42], [26, 42], [36, 42]],
  },
  "example.com/router/buffer.(*Stream).push": {
    group: "example.com/router/buffer", file: "/src/router/buffer/stream.go", line: 91, forms: [[19, 40], [26, 40]],
  },
  "example.com/router.(*Router).dispatch": { group: "example.com/router", file: "/src/router/router.go", line: 120, forms: [[12, 37]] },
  "example.com/router/internal/codec.Decode[go.shape.struct { Name string }]": {
    group: "example.com/router/internal/codec", file: "/src/router/internal/codec/decode.go", line: 12, forms: [[28, 40], [34, 40]],
  },
  "<b>\"&'\u202e\u200b.evil": { group: "<b>", file: "javascript:alert(1)", line: 1 },
};
for (const letter of "abcdefghijklmn") {
  functions["example.com/lib" + letter + ".Work"] = {
    group: "example.com/lib" + letter, file: "/src/lib" + letter + "/work.go", line: 7, forms: [[12, 21]],
  };
}

// A generator of numbers from 0 to 1.
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5 >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

function goroutines() {
  const next = random(7);
  const serve = "net/http.(*Server).Serve;net/http.(*conn).serve;";
  const stacks = [
    ["example.com/router.(*Router).dispatch;~example.com/router/buffer.(*Stream).listen;runtime.selectgo;runtime.gopark",
      [64102], { state: "select", handler: "events" }],
    [serve + "example.com/router.(*Router).dispatch;runtime.chanrecv;runtime.gopark", [120], { state: "chan receive", handler: "index", wait: 30 }],
    [serve + "example.com/router/internal/codec.Decode[go.shape.struct { Name string }];~<b>\"&'\u202e\u200b.evil", [3], { state: "running" }],
    ["runtime.gopark", [5]],
  ];
  for (let count = 0; count < 400; count++) {
    const depth = 2 + Math.floor(next() * 14);
    const path = Array.from({ length: depth }, () => (next() < 0.2 ? "~" : "") + "example.com/lib" + "abcdefghijklmn"[Math.floor(next() ** 2 * 14)] + ".Work");
    const state = ["select", "chan receive", "IO wait", "sleep"][Math.floor(next() * 4)];
    const labels = next() < 0.3 ? { state } : { state, handler: "h" + Math.floor(next() * 30), wait: Math.floor(next() * 1500) };
    stacks.push([(next() < 0.6 ? serve : "") + path.join(";") + ";runtime.selectgo;runtime.gopark", [1 + Math.floor(next() ** 6 * 900)], labels]);
  }
  return {
    title: "event-router · goroutines", subtitle: "goroutine.pb.gz · 2 August 2026, 12:30:05 · captured in 1 s", notes: "A made-up profile.",
    remarks: ["3 stacks are cut at their roots."], builds: ["5f1c0ffee"], link: "https://example.com/blob/{build}/{file}#L{line}",
    types: [
      {
        name: "goroutine", title: "goroutines", count: "goroutines", isBySite: true,
        verdict: {
          text: "99 % of goroutines wait in buffer.(*Stream).listen (stream.go:58)",
          path: ["example.com/router.(*Router).dispatch", "example.com/router/buffer.(*Stream).listen"],
        },
      },
      { name: "delay", title: "time they waited", unit: "nanoseconds", steps: [[1, "ns"], [1e3, "us"], [1e6, "ms"], [1e9, "s"]] },
      { name: "empty", title: "nothing at all", count: "nothings" },
    ],
    units: { wait: "minutes" }, functions,
    stacks: stacks.map(([stack, [count], labels]) => [stack, [count, count * 1250000, 0], labels]),
  };
}

function difference() {
  const next = random(11);
  const stacks = [
    ["main.main;example.com/router.(*Router).dispatch;example.com/router/buffer.(*Stream).push", [64, 32768]],
    ["main.main;example.com/router.(*Router).dispatch;example.com/router/buffer.(*Stream).push", [640, 40 * 2 ** 20], {}, 1],
    ["main.main;example.com/router.(*Router).dispatch;example.com/libz.Gone", [12, 2 ** 20]],
    ["main.main;example.com/router.(*Router).dispatch;example.com/liby.New", [8, 2 ** 21], {}, 1],
    ["main.main;example.com/router.(*Router).freed", [-3, -4096], {}, 1],
  ];
  for (let count = 0; count < 300; count++) {
    const path = Array.from({ length: 2 + Math.floor(next() * 20) }, () => "example.com/lib" + "abcdefghijklmn"[Math.floor(next() ** 2 * 14)] + ".Work");
    const objects = 1 + Math.floor(next() * 50);
    for (const side of next() < 0.8 ? [0, 1] : [count % 2]) {
      const much = Math.max(1, Math.floor(objects * (0.5 + next() * (side + 1))));
      stacks.push(["main.main;" + path.join(";"), [much, much * 512 * (1 + count % 7)], count % 3 ? { bytes: 512 * (1 + count % 7) } : {}, side]);
    }
  }
  return {
    title: "event-router · memory in use", subtitle: "before.pb.gz → after.pb.gz · 28m 30s", sides: [{ name: "before.pb.gz" }, { name: "after.pb.gz" }],
    type: 1, functions, units: { bytes: "bytes" }, stacks,
    types: [
      { name: "inuse_objects", title: "objects in use", count: "objects" },
      {
        name: "inuse_space", title: "memory in use", unit: "bytes", steps: [[1, "B"], [2 ** 10, "kB"], [2 ** 20, "MB"], [2 ** 30, "GB"]],
        verdict: { text: "memory in use: +39.97MB in buffer.(*Stream).push", path: ["main.main", "example.com/router.(*Router).dispatch", "example.com/router/buffer.(*Stream).push"] },
      },
    ],
  };
}

/** @type {Record<string, () => any>} */
export const samples = { goroutines, difference };
