package main

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestBubble never ends: one goroutine of its bubble waits for another's channel, one for a channel of nobody's bubble.
func TestBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		values := make(chan int)
		go receive(values)
		go choose(values, nil)
		go time.Sleep(time.Hour)
		go wait()
		receive(values)
	})
}
