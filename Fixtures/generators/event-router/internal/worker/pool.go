// Package worker routes events with a fixed number of goroutines.
package worker

import (
	"fmt"
	"sync"

	"github.com/techfrontier/event-router/internal/buffer"
	"github.com/techfrontier/event-router/internal/journal"
	"github.com/techfrontier/event-router/internal/route"
)

// Pool is a number of workers on one queue.
type Pool struct {
	queue   chan buffer.Event
	done    sync.WaitGroup
	table   *route.Table
	journal *journal.Journal
}

// Start begins as many workers as asked for.
func Start(workers int, table *route.Table, journal *journal.Journal) *Pool {
	pool := &Pool{queue: make(chan buffer.Event), table: table, journal: journal}
	for range workers {
		go pool.run()
	}
	return pool
}

// Route takes events in and waits until all of them are in the journal.
func (p *Pool) Route(events []buffer.Event) {
	p.done.Add(len(events))
	for _, event := range events {
		p.queue <- event
	}
	p.done.Wait()
}

func (p *Pool) run() {
	for event := range p.queue {
		p.handle(event)
	}
}

func (p *Pool) handle(event buffer.Event) {
	defer p.done.Done()
	partition := p.table.Partition(event.Topic)
	p.journal.Append(encode(event, partition))
}

func encode(event buffer.Event, partition uint32) []byte {
	return fmt.Appendf(nil, "%d %s %x\n", partition, event.Topic, event.Payload)
}
