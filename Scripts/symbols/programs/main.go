// Generics, closures, methods.
package main

import (
	"fmt"
	"os"
)

type box[T any] struct{ items []T }

//go:noinline
func (b *box[T]) each(f func(T)) {
	for _, item := range b.items {
		f(item)
	}
}

func twice(number int) int { return number * 2 }

//go:noinline
func work(words []string) int {
	sum := 0
	(&box[string]{words}).each(func(word string) { sum += twice(len(word)) })
	return sum
}

func main() { fmt.Println(work(os.Args)) }
