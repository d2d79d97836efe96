/* A library: what others see, and what they do not. */
static __attribute__((noinline)) int library_hidden(int number) {
    volatile int kept = number;
    return kept + 1;
}

static inline __attribute__((always_inline)) int library_inlined(int number) { return library_hidden(number) * library_hidden(number + 2); }

__attribute__((noinline)) int library_seen(int number) {
    return library_inlined(number) + library_inlined(number - 1);
}
