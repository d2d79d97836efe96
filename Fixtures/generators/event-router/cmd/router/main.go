// Router is a small event router that is healthy, or leaks a goroutine for every subscriber in one of several ways.
//
// It prints its address once it is at rest, so that /debug/pprof shows the same goroutines every time.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/techfrontier/event-router/internal/buffer"
	"github.com/techfrontier/event-router/internal/journal"
	"github.com/techfrontier/event-router/internal/route"
	"github.com/techfrontier/event-router/internal/worker"
)

// shape is what a mode starts. To its workers and subscribers come the table's refresher and the journal's flusher,
// and with each request for a profile main, the connection and its background read.
type shape struct {
	workers, subscribers, forgotten int
	// forget serves one subscriber that goes away without closing its stream.
	forget func(number int)
	pause  time.Duration
}

var shapes = map[string]shape{
	"healthy":  {workers: 158, subscribers: 15},
	"fixed":    {workers: 118, subscribers: 16},
	"leaking":  {workers: 160, subscribers: 14, forgotten: 64_102, forget: forget},
	"held":     {workers: 158, subscribers: 15, forgotten: 49, forget: forgetHeld},
	"labelled": {workers: 158, subscribers: 15, forgotten: 30, forget: forgetLabelled},
	"aged":     {workers: 8, subscribers: 4, forgotten: 60, forget: forget, pause: 13 * time.Second},
	"flood":    {workers: 8, subscribers: 4, forgotten: 210_000, forget: forget},
}

func main() {
	mode := flag.String("mode", "healthy", "healthy, fixed, leaking, held (in a registry), labelled, aged (one leak every 13 s) or flood")
	flag.Parse()
	shape, ok := shapes[*mode]
	if !ok {
		log.Fatalf("there is no mode %q", *mode)
	}
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)

	ctx := context.Background()
	pool := worker.Start(shape.workers, route.NewTable(ctx), journal.Open())
	pool.Route(traffic(20_000))
	streams := subscribe(ctx, shape.subscribers)
	for number := range shape.forgotten {
		shape.forget(number)
		time.Sleep(shape.pause)
	}
	handle(pool)
	serve()
	runtime.KeepAlive(streams)
}

func traffic(count int) []buffer.Event {
	events := make([]buffer.Event, count)
	for number := range events {
		events[number] = event(number)
	}
	return events
}

func event(number int) buffer.Event {
	return buffer.Event{Topic: fmt.Sprintf("orders.%d", number%500), Payload: make([]byte, 24)}
}

func subscribe(ctx context.Context, count int) []*buffer.Stream {
	streams := make([]*buffer.Stream, count)
	for number := range streams {
		streams[number] = buffer.NewStreamContext(ctx)
		streams[number].Send(event(number))
	}
	return streams
}

func forget(number int) {
	buffer.NewStream().Send(event(number))
}

// registry keeps streams reachable, so that the garbage collector cannot prove that they leaked.
var registry []*buffer.Stream

func forgetHeld(number int) {
	stream := buffer.NewStream()
	stream.Send(event(number))
	registry = append(registry, stream)
}

func forgetLabelled(number int) {
	tenant := []string{"acme", "globex", "initech"}[number%3]
	labels := pprof.Labels("tenant", tenant, "endpoint", "/v1/events; batch")
	pprof.Do(context.Background(), labels, func(context.Context) { forget(number) })
}

// handle lets a script send events, and come and go as 300 subscribers.
func handle(pool *worker.Pool) {
	http.HandleFunc("POST /events", func(_ http.ResponseWriter, _ *http.Request) {
		pool.Route(traffic(500))
	})
	http.HandleFunc("POST /subscribers", func(_ http.ResponseWriter, _ *http.Request) {
		for number := range 300 {
			forget(number)
		}
	})
}

func serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	fmt.Println(listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}
