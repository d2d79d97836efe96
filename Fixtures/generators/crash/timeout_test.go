package main

import "testing"

func TestForever(t *testing.T) {
	t.Run("waiting", func(t *testing.T) {
		startWaiting()
		select {}
	})
}

func TestParallel(t *testing.T) {
	t.Parallel()
}
