package main

import (
	"context"
	"iter"
	"maps"
	"reflect"
	"slices"
	"sort"
)

// gate is what every goroutine of this file waits for; it stays shut.
var gate = make(chan struct{})

func wait() { <-gate }

// startShapes starts goroutines whose stacks hold each kind of frame that Go's compiler makes or hides.
func startShapes() {
	startCalls()
	startGenerics()
	startDeferred()
	startIterators()
	go recurse(150)
	go even(60)
	go func() {
		go func() {
			go wait()
			wait()
		}()
		wait()
	}()
}

type (
	waiter   interface{ Wait(int) }
	base     struct{ name string }
	derived  struct{ *base }
	callback func()
)

func (b *base) Wait(int) { wait() }
func (b base) value()    { wait() }
func (c callback) call() { c() }

func startCalls() {
	one := &base{"one"}
	bound := one.Wait
	go bound(1)
	expression := (*base).Wait
	go expression(one, 2)
	var promoted waiter = derived{one}
	go promoted.Wait(3)
	throughPointer := (*base).value
	go throughPointer(one)
	go callback(wait).call()
	go inlinedThrice()
	go reflect.ValueOf(one).MethodByName("Wait").Call([]reflect.Value{reflect.ValueOf(4)})
	made := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		wait()
		return nil
	})
	go made.Interface().(func())()
	go sort.Slice([]int{2, 1}, func(int, int) bool {
		wait()
		return false
	})
	go many(1, "two", []byte("three"), struct{ a, b int }{4, 5}, nil, 6.5)
}

func inlinedThrice() { inlinedTwice() }
func inlinedTwice()  { inlinedOnce() }
func inlinedOnce()   { wait() }

//go:noinline
func many(int, string, []byte, struct{ a, b int }, error, float64) { wait() }

type list[T any] struct{ items []T }

func (l *list[T]) each(do func(T)) {
	for _, item := range l.items {
		do(item)
	}
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

func (p pair[K, V]) block(with func(K, V)) { with(p.key, p.value) }

//go:noinline
func apply[A, B any](value A, change func(A) B) B { return change(value) }

func startGenerics() {
	go (&list[int]{[]int{1}}).each(func(int) { wait() })
	go (&list[struct {
		ID   int
		Name string `json:"name;omitempty"`
	}]{make([]struct {
		ID   int
		Name string `json:"name;omitempty"`
	}, 1)}).each(func(struct {
		ID   int
		Name string `json:"name;omitempty"`
	}) {
		wait()
	})
	go pair[string, []byte]{"key", nil}.block(func(string, []byte) { wait() })
	go apply(map[string][]int{}, func(map[string][]int) func() {
		wait()
		return nil
	})
	go apply(&list[list[string]]{}, func(*list[list[string]]) error {
		wait()
		return nil
	})
	go slices.SortFunc([]pair[string, int]{{"b", 2}, {"a", 1}}, func(pair[string, int], pair[string, int]) int {
		wait()
		return 0
	})
}

func startDeferred() {
	go func() {
		defer wait()
		defer func() { recover() }()
		panic("recovered before the wait")
	}()
	go func() {
		defer func() {
			recover()
			wait()
		}()
		panic("recovered, and still on the stack")
	}()
	go func() {
		defer func() {
			defer func() {
				recover()
				wait()
			}()
			panic("second")
		}()
		panic("first")
	}()
	go func() {
		defer func() {
			recover()
			wait()
		}()
		var nothing *base
		_ = nothing.name
	}()
	go func(text string) {
		defer func(other string) { many(1, other, nil, struct{ a, b int }{}, nil, 0) }(text)
	}("an argument needs a wrapper")
}

func startIterators() {
	go func() {
		for range numbers(3) {
			wait()
		}
	}()
	go func() {
		for range numbers(2) {
			for key := range maps.Keys(map[string]int{"one": 1}) {
				defer wait()
				if key != "" {
					return
				}
			}
		}
	}()
	next, stop := iter.Pull(numbers(2))
	hold(stop)
	next()
	go context.AfterFunc(context.Background(), wait)
	done, cancel := context.WithCancel(context.Background())
	context.AfterFunc(done, wait)
	cancel()
}

func numbers(count int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := range count {
			if !yield(n) {
				return
			}
		}
	}
}

//go:noinline
func recurse(depth int) int {
	if depth == 0 {
		wait()
		return 0
	}
	return recurse(depth-1) + 1
}

//go:noinline
func even(depth int) bool {
	if depth == 0 {
		wait()
		return true
	}
	return odd(depth - 1)
}

//go:noinline
func odd(depth int) bool { return even(depth - 1) }
