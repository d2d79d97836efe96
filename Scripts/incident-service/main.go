// A service that opens streams and forgets to close them after a while: an incident to be reported.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"

	"example.com/event-router/internal/buffer"
)

// work waits, as the workers of a healthy service do.
func work(jobs <-chan int) {
	for range jobs {
	}
}

// route serves events: of the streams that it opens none is closed once it is leaking.
func route(healthy time.Duration) {
	start := time.Now()
	for range time.Tick(20 * time.Millisecond) {
		stream := buffer.NewStream()
		if time.Since(start) < healthy {
			stream.Close()
		}
	}
}

func main() {
	jobs := make(chan int)
	for range 40 {
		go work(jobs)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(listener.Addr())
	go route(8 * time.Second)
	fmt.Fprintln(os.Stderr, http.Serve(listener, nil))
}
