// Crash ends in the way it is asked to, while a few goroutines wait.
//
// It keeps to what Go 1.19 knows, so that one program shows how the text changed between versions.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
)

var ends = map[string]func(){
	"panic":     func() { panic("lines\nin a message, goroutine 7 [running]:\n\n") },
	"error":     func() { panic(fmt.Errorf("route orders.1: %w", errors.New("no partition"))) },
	"value":     func() { panic(struct{ code int }{3}) },
	"nested":    nested,
	"recovered": recovered,
	"goroutine": func() { go panicking(); select {} },
	"nil":       func() { var nothing *sync.Mutex; nothing.Lock() },
	"index":     func() { fmt.Println(os.Args[len(os.Args)+3]) },
	"map":       writeTwice,
	"mutex":     func() { new(sync.Mutex).Unlock() },
	"deadlock":  func() { select {} },
	"overflow":  func() { overflow(1) },
	"goexit":    runtime.Goexit,
	"sigquit":   func() { signal(syscall.SIGQUIT) },
}

func main() {
	end, ok := ends[os.Args[1]]
	if !ok {
		fmt.Fprintln(os.Stderr, "there is no end", os.Args[1])
		os.Exit(3)
	}
	if os.Args[1] != "deadlock" && os.Args[1] != "goexit" {
		startWaiting()
	}
	end()
}

type queue[T any] struct{ items chan T }

func (q *queue[T]) take() T { return <-q.items }

// startWaiting starts goroutines in other states, one of them generic, one locked to its thread and one inlined.
func startWaiting() {
	numbers := &queue[int]{make(chan int)}
	go numbers.take()
	go func() {
		runtime.LockOSThread()
		numbers.take()
	}()
	go time.Sleep(time.Hour)
	go func() {
		mutex := new(sync.Mutex)
		mutex.Lock()
		mutex.Lock()
	}()
	time.Sleep(50 * time.Millisecond)
}

func nested() {
	defer func() {
		defer func() { panic("third") }()
		panic("second")
	}()
	panic("first")
}

func recovered() {
	defer func() { panic(fmt.Sprint("again: ", recover())) }()
	defer func() { panic(recover()) }()
	panic("once")
}

func panicking() {
	panic("in a goroutine")
}

func writeTwice() {
	shared := make(map[int]int)
	for worker := 0; worker < 8; worker++ {
		go func() {
			for n := 0; ; n++ {
				shared[n%100] = n
			}
		}()
	}
	select {}
}

func overflow(depth int) int {
	return overflow(depth+1) + 1
}

func signal(number syscall.Signal) {
	if err := syscall.Kill(os.Getpid(), number); err != nil {
		panic(err)
	}
	select {}
}
