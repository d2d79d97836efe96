package main

import (
	"context"
	"runtime/pprof"
)

// startLabelled starts goroutines whose labels hold what a header of a dump must quote.
func startLabelled() {
	for _, labels := range [][]string{
		{"tenant", "acme"},
		{"tenant", "acme", "endpoint", "/v1/orders"},
		{"brace", "a}]:b", "bracket", "[select]:", "comma", "one, two: three"},
		{"quote", `say "hi"`, "back\\slash", `C:\temp`, "line", "one\ntwo\r\n", "tab", "\t"},
		{"empty", "", "", "no key", "blank", " "},
		{"unicode", "é世🔥", "bidi", "\u202eabc", "control", "\x00\x1b[31m\x7f"},
		{"invalid", "\xff\xfe", "word", "plain_1.2/3"},
	} {
		pprof.Do(context.Background(), pprof.Labels(labels...), func(context.Context) {
			go labelled()
		})
	}
	for range 3 {
		pprof.Do(context.Background(), pprof.Labels("tenant", "globex"), func(ctx context.Context) {
			pprof.SetGoroutineLabels(pprof.WithLabels(ctx, pprof.Labels("shard", "7")))
			go labelled()
		})
	}
}

func labelled() { wait() }
