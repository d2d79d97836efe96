// Package journal keeps accepted events until they are flushed.
package journal

import "sync"

const segment = 1 << 16

// Journal is a list of segments, the full ones of which wait to be flushed.
type Journal struct {
	lock    sync.Mutex
	full    *sync.Cond
	current []byte
	flushed [][]byte
}

// Open starts a journal and its flusher.
func Open() *Journal {
	journal := &Journal{current: make([]byte, 0, segment)}
	journal.full = sync.NewCond(&journal.lock)
	go journal.flush()
	return journal
}

// Append keeps one record, and wakes the flusher when a segment is full.
func (j *Journal) Append(record []byte) {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.current = append(j.current, record...)
	if len(j.current) > segment-len(record) {
		j.full.Signal()
	}
}

func (j *Journal) flush() {
	j.lock.Lock()
	defer j.lock.Unlock()
	for {
		for len(j.current) < segment/2 {
			j.full.Wait()
		}
		j.flushed = append(j.flushed, j.current)
		j.current = make([]byte, 0, segment)
	}
}
