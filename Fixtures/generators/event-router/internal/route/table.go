// Package route finds the partition of a topic.
package route

import (
	"context"
	"hash/fnv"
	"sync"
	"time"
)

// Table maps topics to partitions, and is rebuilt now and then.
type Table struct {
	lock    sync.Mutex
	version int
	known   map[string]uint32
}

// NewTable starts an empty table that is refreshed until the context ends.
func NewTable(ctx context.Context) *Table {
	table := &Table{known: make(map[string]uint32)}
	go table.refresh(ctx)
	return table
}

// Partition gives a topic's partition, the same every time.
func (t *Table) Partition(topic string) uint32 {
	t.lock.Lock()
	defer t.lock.Unlock()
	partition, ok := t.known[topic]
	if !ok {
		partition = t.assign(topic)
	}
	return partition
}

func (t *Table) assign(topic string) uint32 {
	hash := fnv.New32a()
	for range 400 {
		hash.Write([]byte(topic))
	}
	t.known[topic] = hash.Sum32() % 64
	return t.known[topic]
}

func (t *Table) refresh(ctx context.Context) {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			t.lock.Lock()
			t.version++
			clear(t.known)
			t.lock.Unlock()
		case <-ctx.Done():
			return
		}
	}
}
