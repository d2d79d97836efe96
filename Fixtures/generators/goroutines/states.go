package main

import (
	"iter"
	"log"
	"net"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// held keeps what goroutines wait for reachable, so that they are not found to have leaked.
var held []any

func hold[T any](value T) T {
	held = append(held, value)
	return value
}

// startStates starts a goroutine for each way to wait, once where it can end and once where it has leaked.
func startStates() {
	go receive(hold(make(chan int)))
	go receive(make(chan int))
	go send(hold(make(chan int)))
	go send(make(chan int))
	go receive(nil)
	go send(nil)
	go choose(hold(make(chan int)), nil)
	go choose(make(chan int), nil)
	go func() { select {} }()
	go time.Sleep(time.Hour)
	go locked(hold(make(chan int)))
	go spin(hold(new(bool)))
	startLocks()
	startSystem()
}

func receive(values chan int) { <-values }

func send(values chan int) { values <- 1 }

func choose(values chan int, never chan string) {
	select {
	case <-values:
	case <-never:
	}
}

func locked(values chan int) {
	runtime.LockOSThread()
	<-values
}

//go:noinline
func spin(stop *bool) {
	for !*stop {
		runtime.Gosched()
	}
}

func startLocks() {
	mutex := hold(new(sync.Mutex))
	mutex.Lock()
	go mutex.Lock()
	abandoned := new(sync.Mutex)
	abandoned.Lock()
	go abandoned.Lock()

	shared := hold(new(sync.RWMutex))
	shared.Lock()
	go shared.RLock()
	read := hold(new(sync.RWMutex))
	read.RLock()
	go func() { read.Lock() }()

	group := hold(new(sync.WaitGroup))
	group.Add(1)
	go group.Wait()

	signal := hold(sync.NewCond(new(sync.Mutex)))
	go func() {
		signal.L.Lock()
		signal.Wait()
	}()

	once := hold(new(sync.Once))
	blocked := hold(make(chan int))
	go once.Do(func() { <-blocked })
}

func startSystem() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	hold(listener)
	go listener.Accept()

	var ends [2]int
	if err := syscall.Pipe(ends[:]); err != nil {
		log.Fatal(err)
	}
	go syscall.Read(ends[0], make([]byte, 1))

	timer := hold(time.NewTimer(time.Hour))
	go func() { <-timer.C }()

	next, _ := iter.Pull(func(yield func(int) bool) { yield(1) })
	next()
	hold(next)
}
