package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// many starts goroutines.
func many(count int, f func()) {
	for i := 0; i < count; i++ {
		go f()
	}
}

var (
	never     = make(chan int)
	neverSent = make(chan struct{})
	mutex     sync.Mutex
	rw        sync.RWMutex
	group     sync.WaitGroup
	cond      = sync.NewCond(&sync.Mutex{})
	registry  = map[int]chan int{}
	buffers   [][]byte
	table     = map[int][]byte{}
	pieces    [][]byte
	cache     = map[string]string{}
	timers    []*time.Timer
	server    *httptest.Server
	transport = &http.Transport{MaxIdleConnsPerHost: 1000}
)

func oneSender()   { never <- 1 }
func oneReceiver() { <-neverSent }
func oneSelect() {
	select {
	case <-neverSent:
	case never <- 1:
	}
}
func oneNil() {
	var nothing chan int
	<-nothing
}
func oneLock()   { mutex.Lock() }
func oneReader() { rw.RLock() }
func oneWait()   { group.Wait() }
func oneCond() {
	cond.L.Lock()
	cond.Wait()
}
func oneTicker() {
	for range time.NewTicker(time.Minute).C {
	}
}
func oneSleep() { time.Sleep(24 * time.Hour) }
func onePipe() {
	reader, _ := net.Pipe()
	io.ReadAll(reader)
}
func oneContext() { <-context.WithoutCancel(context.Background()).Done() }
func oneHeld(id int) {
	registry[id] = make(chan int)
	go func(c chan int) { <-c }(registry[id])
}

func noBodyIsClosed() {
	if server == nil {
		server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, strings.Repeat("x", 100000))
		}))
	}
	for i := 0; i < 10; i++ {
		client := http.Client{Transport: transport}
		client.Get(server.URL)
	}
}

func first(tick int, f func()) {
	if tick == 0 {
		f()
	}
}

var leaks = []program{
	{"send", true, func(t int) { many(20, oneSender) }},
	{"receive", true, func(t int) { many(20, oneReceiver) }},
	{"select", true, func(t int) { many(20, oneSelect) }},
	{"nil-channel", true, func(t int) { many(20, oneNil) }},
	{"mutex", true, func(t int) { first(t, mutex.Lock); many(20, oneLock) }},
	{"rwmutex", true, func(t int) { first(t, rw.Lock); many(20, oneReader) }},
	{"waitgroup", true, func(t int) { first(t, func() { group.Add(1) }); many(20, oneWait) }},
	{"cond", true, func(t int) { many(20, oneCond) }},
	{"ticker", true, func(t int) { many(20, oneTicker) }},
	{"sleep", true, func(t int) { many(20, oneSleep) }},
	{"pipe", true, func(t int) { many(20, onePipe) }},
	{"context", true, func(t int) { many(20, oneContext) }},
	{"held", true, func(t int) {
		for i := 0; i < 20; i++ {
			oneHeld(20*t + i)
		}
	}},
	{"body", true, func(t int) { noBodyIsClosed() }},
	{"slow", true, func(t int) { many(4, oneReceiver) }},
	{"late", true, func(t int) {
		first(t, func() { many(100, oneSleep) })
		if t >= 9 {
			many(40, oneReceiver)
		}
	}},
	{"slice", true, func(t int) { buffers = append(buffers, make([]byte, 400<<10)) }},
	{"map", true, func(t int) {
		for i := 0; i < 400; i++ {
			table[400*t+i] = make([]byte, 1<<10)
		}
	}},
	{"reslice", true, func(t int) { pieces = append(pieces, make([]byte, 500<<10)[:10]) }},
	{"timers", true, func(t int) {
		for i := 0; i < 400; i++ {
			data := make([]byte, 1<<10)
			timers = append(timers, time.AfterFunc(24*time.Hour, func() { _ = data[0] }))
		}
	}},
}
