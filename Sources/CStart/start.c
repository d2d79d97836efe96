// Swift's runtime asks /proc for the program's arguments and place, and gives up where there is no /proc,
// as in an empty root. Linux hands the arguments to every constructor.

#include "start.h"

#include <string.h>

static int count;
static char **arguments;

int cstart_argument_count(void) { return count; }

const char *cstart_argument(int index) { return arguments[index]; }

// What stands before the last @ of an address: `http://USER:PASSWORD@host`, also behind a name and `=`, and of a proxy
// without a scheme.
static void hide_credentials(char *text, const char *before) {
    static const char proxy[] = "--proxy=";
    char *start = strstr(text, "://"), *end = strrchr(text, '@');
    if (start) start += 3;
    else if (strcmp(before, "--proxy") == 0) start = text;
    else if (strncmp(text, proxy, sizeof proxy - 1) == 0) start = text + sizeof proxy - 1;
    if (start && end && end > start) memset(start, '*', (size_t)(end - start));
}

void cstart_hide_credentials(int system_count, char **system_arguments) {
    int number = count > 0 ? count : system_count;
    char **texts = count > 0 ? arguments : system_arguments;
    for (int index = 1; index < number; index++)
        if (texts[index]) hide_credentials(texts[index], texts[index - 1]);
}

#ifdef __linux__
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>

// Keeps blocks of data that are used again and again, where they would go back to the system and come anew each
// time, cleared: that was a third of all page faults in reading a large profile. Large columns go back at once.
static void keep_blocks(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 8 << 20);
}
#else
static void keep_blocks(void) {}
#endif

// 101 is the first that is free: before the constructors of the runtime.
__attribute__((constructor(101))) static void start(int argument_count, char **argument_values) {
    count = argument_count;
    arguments = argument_values;
    keep_blocks();
    // A place for the runtime's crash reporter, so that it does not look for one.
    if (access("/proc/self/exe", F_OK) != 0) setenv("SWIFT_BACKTRACE", "swift-backtrace=/", 0);
}
#endif
