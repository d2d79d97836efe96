// Programs runs one of 32 programs for some ticks and saves its profiles after each: 20 that leak, each in a way that is seen
// in services, and 12 that are healthy and look alarming.
//
//	programs list | programs NAME FIRST TICKS FOLDER
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"time"
)

// A program does its work of a tick; ticks of a process that began late are counted from its own start.
type program struct {
	name  string
	leaks bool
	tick  func(tick int)
}

func save(folder, name, profile string, debug int) {
	lookup := pprof.Lookup(profile)
	if lookup == nil {
		return
	}
	file, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := lookup.WriteTo(file, debug); err != nil {
		panic(err)
	}
}

// start is how many ticks of the series were before this process.
var start int

func main() {
	runtime.MemProfileRate = 16 << 10
	if len(os.Args) == 2 {
		for _, p := range programs {
			fmt.Println(p.name, p.leaks)
		}
		return
	}
	first, _ := strconv.Atoi(os.Args[2])
	ticks, _ := strconv.Atoi(os.Args[3])
	folder := os.Args[4]
	start = first
	for _, p := range programs {
		if p.name != os.Args[1] {
			continue
		}
		for tick := 0; tick < ticks; tick++ {
			p.tick(tick)
			time.Sleep(20 * time.Millisecond)
			runtime.GC()
			runtime.GC()
			number := fmt.Sprintf("%03d.", first+tick)
			save(folder, number+"goroutine.pb.gz", "goroutine", 0)
			save(folder, number+"heap.pb.gz", "heap", 0)
			if tick == ticks-1 {
				os.MkdirAll(folder+"/last", 0o755)
				save(folder+"/last", "goroutine.pb.gz", "goroutine", 0)
				save(folder+"/last", "goroutine.debug1.txt", "goroutine", 1)
				save(folder+"/last", "goroutine.debug2.txt", "goroutine", 2)
				save(folder+"/last", "heap.pb.gz", "heap", 0)
				save(folder+"/last", "goroutineleak.pb.gz", "goroutineleak", 0)
			}
		}
	}
}
