// Package buffer holds the events of streams until somebody takes them.
package buffer

// Stream is a stream of events, with a goroutine that listens for them.
type Stream struct {
	events chan int
	done   chan struct{}
	buffer []byte
}

// NewStream opens a stream. Close ends its goroutine.
func NewStream() *Stream {
	stream := &Stream{events: make(chan int), done: make(chan struct{}), buffer: make([]byte, 0, 2048)}
	go stream.listen()
	return stream
}

// Close tells the goroutine to stop.
func (s *Stream) Close() { close(s.done) }

func (s *Stream) listen() {
	for {
		select {
		case event := <-s.events:
			s.buffer = append(s.buffer[:0], byte(event))
		case <-s.done:
			return
		}
	}
}
