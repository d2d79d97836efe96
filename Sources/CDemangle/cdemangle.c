#include "cdemangle.h"

#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/// Where libiberty prints to.
typedef struct {
    char *output;
    size_t capacity, length;
    bool overflows;
} sink;

static void append(const char *text, size_t length, void *opaque) {
    sink *sink = opaque;
    if (length > sink->capacity - sink->length) sink->overflows = true;
    // Of an empty name of Rust there is no text.
    if (sink->overflows || length == 0) return;
    memcpy(sink->output + sink->length, text, length);
    sink->length += length;
}

static size_t length_of(const sink *sink, bool is_printed) {
    return is_printed && !sink->overflows ? sink->length : 0;
}

cdemangle_text cdemangle_rust(const char *name, char *output, size_t capacity) {
    sink sink = {.output = output, .capacity = capacity};
    bool is_printed = rust_demangle_callback(name, DMGL_NO_OPTS, append, &sink);
    return (cdemangle_text){.length = length_of(&sink, is_printed)};
}

/// Takes out of a tree what is not to be printed; false if the rest cannot be printed in bounded time, or not without harm.
static bool prepare(component **root, cdemangle_detail detail, bool *has_shift) {
    if (!*root || !cdemangle_is_sound(*root)) return false;
    *has_shift = cdemangle_simplify(root, detail);
    return *root && cdemangle_is_sound(*root) && cdemangle_is_light(*root);
}

static cdemangle_text demangle(const char *name, cdemangle_detail detail, char *output, size_t capacity) {
    // Its own limit is one of length, so that names of more than 1 kB stayed as they are.
    int options = DMGL_NO_RECURSE_LIMIT | (detail == CDEMANGLE_FULL ? DMGL_PARAMS : 0);
    sink sink = {.output = output, .capacity = capacity};
    cdemangle_text text = {0};
    void *memory = NULL;
    component *root = cplus_demangle_v3_components(name, options, &memory);
    bool is_printed = prepare(&root, detail, &text.has_shift)
                      && cplus_demangle_print_callback(options, root, append, &sink);
    free(memory);
    text.length = length_of(&sink, is_printed);
    return text;
}

/// Whether libiberty may read parts of a name again and again.
///
/// Of the type of a conversion it reads the arguments of a parameter twice, and so those in them four times.
/// Of 550,000 names of libraries none had more than one.
static bool may_branch(const char *name) {
    if (!strstr(name, "cv")) return false;
    int count = 0;
    for (const char *place = name; (place = strstr(place, "_I")); place++) {
        const char *start = place;
        while (start > name && start[-1] >= '0' && start[-1] <= '9') start--;
        if (start > name && start[-1] == 'T') count++;
    }
    return count > 6;
}

/// A name that is demangled on a stack of its own.
typedef struct {
    const char *name;
    cdemangle_detail detail;
    char *output;
    size_t capacity;
    cdemangle_text text;
} job;

static void *run(void *opaque) {
    job *job = opaque;
    job->text = demangle(job->name, job->detail, job->output, job->capacity);
    return NULL;
}

/// Demangles a name in a thread, for libiberty takes up to 150 bytes of stack for each byte of a name.
static cdemangle_text demangle_apart(const char *name, cdemangle_detail detail, char *output, size_t capacity) {
    job job = {.name = name, .detail = detail, .output = output, .capacity = capacity};
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) return job.text;
    if (pthread_attr_setstacksize(&attributes, 8 << 20) == 0
        && pthread_create(&thread, &attributes, run, &job) == 0)
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    return job.text;
}

cdemangle_text cdemangle_cplusplus(const char *name, cdemangle_detail detail, char *output, size_t capacity) {
    if (may_branch(name)) return (cdemangle_text){0};
    if (strlen(name) <= 1024) return demangle(name, detail, output, capacity);
    return demangle_apart(name, detail, output, capacity);
}

#else

// Without libiberty names stay as they are.

cdemangle_text cdemangle_rust(const char *name, char *output, size_t capacity) { return (cdemangle_text){0}; }

cdemangle_text cdemangle_cplusplus(const char *name, cdemangle_detail detail, char *output, size_t capacity) {
    return (cdemangle_text){0};
}

#endif
