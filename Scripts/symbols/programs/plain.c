/* Calls that are inlined, one that is not, and its own stack as a heap profile of gperftools with the mappings of the process. */
#include <execinfo.h>
#include <stdio.h>
#include <string.h>

static inline __attribute__((always_inline)) int deepest(int number) {
    volatile int kept = number;
    return kept * 3;
}

static inline __attribute__((always_inline)) int deeper(int number) {
    int sum = 0;
    for (int index = 0; index < number; index++)
        sum += deepest(index);
    return sum;
}

static void print_stack(void) {
    void *frames[64];
    int count = backtrace(frames, 64);
    printf("heap profile: 1: 8 [1: 8] @ heapprofile\n1: 8 [1: 8] @");
    for (int index = 0; index < count; index++) printf(" %p", frames[index]);
    printf("\n\nMAPPED_LIBRARIES:\n");
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[4096];
    while (maps && fgets(line, sizeof line, maps)) fputs(line, stdout);
}

__attribute__((noinline)) int work(int number) {
    print_stack();
    return deeper(number) + 1;
}

static __attribute__((noinline)) int hidden_work(int number) { return work(number) + deeper(number + 1); }

int main(int count, char **words) {
    (void)words;
    return hidden_work(count) & 0;
}
