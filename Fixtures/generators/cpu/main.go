// Cpu works for a second and a half under labels and writes its CPU profile to standard output.
package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"
)

const duration = 1500 * time.Millisecond

func main() {
	if err := pprof.StartCPUProfile(os.Stdout); err != nil {
		log.Fatal(err)
	}
	defer pprof.StopCPUProfile()
	deadline := time.Now().Add(duration)
	var done sync.WaitGroup
	serve(&done, deadline, route, "endpoint", "/v1/route", "tenant", "acme")
	serve(&done, deadline, order, "endpoint", "/v1/order", "tenant", "globex")
	serve(&done, deadline, encode, "endpoint", "/v1/events; batch", "tenant", "acme", "shard", "7")
	done.Go(func() {
		for time.Now().Before(deadline) {
			digest()
		}
	})
	done.Wait()
}

func serve(done *sync.WaitGroup, deadline time.Time, work func(), labels ...string) {
	done.Go(func() {
		pprof.Do(context.Background(), pprof.Labels(labels...), func(context.Context) {
			for time.Now().Before(deadline) {
				work()
			}
		})
	})
}

// route spends its time in small functions, most of them inlined.
func route() {
	topics := 0
	for n := range 20_000 {
		topics += partition(uint32(n))
	}
	sink = topics
}

var sink any

func partition(n uint32) int { return int(mix(n) % 64) }

func mix(n uint32) uint32 {
	for range 8 {
		n = scramble(n)
	}
	return n
}

func scramble(n uint32) uint32 { return rotate(n*2654435761, 13) ^ n }

func rotate(n uint32, bits uint) uint32 { return n<<bits | n>>(32-bits) }

// order sorts with a type argument that has no name of its own.
func order() {
	records := make([]struct {
		ID   int
		Name string
	}, 2000)
	for n := range records {
		records[n].ID = int(mix(uint32(n)))
		records[n].Name = "orders"
	}
	sorted(records, func(record struct {
		ID   int
		Name string
	}) int {
		return record.ID
	})
	sink = grow(10).depth()
}

//go:noinline
func sorted[T any, K cmp.Ordered](values []T, key func(T) K) []T {
	slices.SortFunc(values, func(one, other T) int { return cmp.Compare(key(one), key(other)) })
	return values
}

type node[T any] struct {
	left, right *node[T]
	value       T
}

type event struct {
	ID      int      `json:"id"`
	Topic   string   `json:"topic"`
	Payload []string `json:"payload"`
}

func grow(levels int) *node[event] {
	if levels == 0 {
		return nil
	}
	return &node[event]{grow(levels - 1), grow(levels - 1), event{ID: levels}}
}

func (n *node[T]) depth() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.left.depth(), n.right.depth())
}

// encode goes deep into the standard library.
func encode() {
	events := make([]event, 50)
	for n := range events {
		events[n] = event{n, fmt.Sprintf("orders.%d", n), strings.Fields("one two three")}
	}
	text, err := json.Marshal(events)
	if err != nil {
		log.Fatal(err)
	}
	var packed bytes.Buffer
	writer, _ := flate.NewWriter(&packed, 6)
	writer.Write(text)
	writer.Close()
	sink = packed.Len()
}

func digest() {
	sink = sha256.Sum256(make([]byte, 1<<16))
}
