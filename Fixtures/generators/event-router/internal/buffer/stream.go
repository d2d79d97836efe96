// Package buffer keeps what a subscriber has not read yet.
package buffer

import "context"

const backlog = 1024

// Event is a message on its way from a publisher to a subscriber.
type Event struct {
	Topic   string
	Payload []byte
}

// Stream gathers one subscriber's events in a goroutine of its own.
type Stream struct {
	events  chan Event
	closed  chan struct{}
	pending []byte
}

func newStream() *Stream {
	return &Stream{
		events:  make(chan Event),
		closed:  make(chan struct{}),
		pending: make([]byte, 0, backlog),
	}
}

// NewStream starts a stream that ends with Close: whoever forgets that leaks its goroutine.
func NewStream() *Stream {
	stream := newStream()
	go stream.listen()
	return stream
}

// NewStreamContext starts a stream that also ends with its subscriber's context.
func NewStreamContext(ctx context.Context) *Stream {
	stream := newStream()
	go stream.listenContext(ctx)
	return stream
}

// Send hands one event over.
func (s *Stream) Send(event Event) {
	s.events <- event
}

// Close ends the stream's goroutine.
func (s *Stream) Close() {
	close(s.closed)
}

// A method of real size would not be inlined, so that dumps show its receiver.
//
//go:noinline
func (s *Stream) listen() {
	for {
		select {
		case event := <-s.events:
			s.keep(event)
		case <-s.closed:
			return
		}
	}
}

//go:noinline
func (s *Stream) listenContext(ctx context.Context) {
	for {
		select {
		case event := <-s.events:
			s.keep(event)
		case <-s.closed:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (s *Stream) keep(event Event) {
	if len(s.pending)+len(event.Payload) > backlog {
		s.pending = s.pending[:0]
	}
	s.pending = append(s.pending, event.Payload...)
}
