// Goroutines starts one goroutine of every kind and writes the same moment in every format Go has for it.
//
//	goroutines FOLDER signal|panic
//
// The profiles go to the folder, and the dump that ends the program to standard error. The end comes while the main
// goroutine writes a profile, so that it stands in the same place in all of them.
package main

import (
	"bytes"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime/pprof"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: goroutines FOLDER signal|panic")
	}
	startStates()
	startShapes()
	startLabelled()
	time.Sleep(200 * time.Millisecond)

	captures := []struct {
		file, profile string
		debug         int
	}{
		{"goroutine.pb.gz", "goroutine", 0},
		{"goroutine.debug1.txt", "goroutine", 1},
		{"goroutine.debug2.txt", "goroutine", 2},
		{"goroutineleak.pb.gz", "goroutineleak", 0},
		{"goroutineleak.debug1.txt", "goroutineleak", 1},
		{"goroutineleak.debug2.txt", "goroutineleak", 2},
		{"threadcreate.debug1.txt", "threadcreate", 1},
	}
	for _, capture := range captures {
		var text bytes.Buffer
		write(&text, capture.profile, capture.debug)
		if err := os.WriteFile(filepath.Join(os.Args[1], capture.file), text.Bytes(), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	write(last{os.Args[2]}, "goroutine", 1)
}

//go:noinline
func write(to io.Writer, profile string, debug int) {
	if err := pprof.Lookup(profile).WriteTo(to, debug); err != nil {
		log.Fatal(err)
	}
}

// last is a writer during whose only write the program ends.
type last struct{ how string }

func (l last) Write([]byte) (int, error) {
	if l.how == "panic" {
		panic("the end: }]: \"quoted\"\ngoroutine 7 [not a header]:")
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGQUIT); err != nil {
		return 0, err
	}
	select {}
}
