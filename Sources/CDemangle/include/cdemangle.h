#pragma once

#include <stdbool.h>
#include <stddef.h>

/// How much of a C++ name is printed.
typedef enum {
    /// Neither template arguments nor the parameters of the function and of those it is local to.
    CDEMANGLE_SHORT,
    /// The same with template arguments.
    CDEMANGLE_TEMPLATES,
    /// All but what a compiler calls its copies of a function.
    CDEMANGLE_FULL,
} cdemangle_detail;

/// What was printed.
typedef struct {
    /// How many bytes; 0 if the name is no mangled one, does not fit, or would take long.
    size_t length;
    /// Whether it holds an expression with >>, so that not every >> closes two lists of arguments.
    bool has_shift;
} cdemangle_text;

/// Prints a C++ name, which ends in a zero.
///
/// The work is bounded by the length of the name, and hardly more than half a millisecond for 16 kB.
cdemangle_text cdemangle_cplusplus(const char *name, cdemangle_detail detail, char *output, size_t capacity);

/// Prints a Rust name, which ends in a zero, without its hash. How long it takes is up to the caller, who has to
/// look at names of the second scheme first: a few hundred bytes may ask for gigabytes.
cdemangle_text cdemangle_rust(const char *name, char *output, size_t capacity);
