package main

import (
	"math"
	"math/rand"
	"time"
)

// level keeps as many goroutines as are wanted.
var stops []chan struct{}

func level(count int) {
	for len(stops) < count {
		stop := make(chan struct{})
		stops = append(stops, stop)
		go func() { <-stop }()
	}
	for len(stops) > count {
		close(stops[len(stops)-1])
		stops = stops[:len(stops)-1]
	}
}

// noisy is a number that varies by chance around another.
func noisy(mean float64) int {
	return int(math.Max(0, mean+random.NormFloat64()*math.Sqrt(mean)))
}

var (
	random = rand.New(rand.NewSource(time.Now().UnixNano()))
	held   [][]byte
)

// heap keeps as many blocks of 100 kB as are wanted.
func heap(blocks int) {
	for len(held) < blocks {
		held = append(held, make([]byte, 100<<10))
	}
	held = append([][]byte(nil), held[:blocks]...)
}

var healthy = []program{
	{"steady", false, func(t int) { level(noisy(170)) }},
	{"burst", false, func(t int) {
		if t == 9 || t == 10 {
			level(1500)
		} else {
			level(noisy(170))
		}
	}},
	{"burst-at-end", false, func(t int) {
		if t >= 22 {
			level(1500)
		} else {
			level(noisy(170))
		}
	}},
	{"wave", false, func(t int) { level(noisy(300 - 150*math.Cos(2*math.Pi*float64(start+t)/24))) }},
	{"pool", false, func(t int) { level(noisy(40 + 90*math.Min(4, float64(t)))) }},
	{"sawtooth", false, func(t int) { level(20 + 12*(t%6)) }},
	{"sockets", false, func(t int) { first(t, func() { many(5000, onePipe) }) }},
	{"warm-up", false, func(t int) { level(noisy(170 - 120*math.Exp(-float64(t)/.4))) }},
	{"tickers", false, func(t int) { first(t, func() { many(50, oneTicker) }) }},
	{"cache-to-cap", false, func(t int) { level(20); heap(int(math.Min(4, float64(t))) * 30) }},
	{"heap-sawtooth", false, func(t int) { level(20); heap(20 + 30*(t%5)) }},
	{"heap-steady", false, func(t int) { level(20); heap(200 + random.Intn(20)) }},
}

var programs = append(leaks, healthy...)
