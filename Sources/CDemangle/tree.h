#pragma once

#include "cdemangle.h"

#include <libiberty/demangle.h>

// The tree that libiberty makes of a C++ name. Components may have several parents, for a name refers to parts of itself.

typedef struct demangle_component component;

/// How deep a tree may be. Of 550,000 names of libraries the deepest had 161; libiberty prints 1024.
enum { CDEMANGLE_DEEPEST = 512 };

/// Where a component keeps its parts, of which each may be NULL; gives how many there are.
int cdemangle_parts(component *whole, component **parts[2]);

/// One of a list of template arguments, or the list if the index is negative; NULL if there is no such.
component *cdemangle_argument(component *list, long index);

/// Whether a tree ends everywhere, soon enough, and does no harm to libiberty, which trusts it.
bool cdemangle_is_sound(component *root);

/// Whether printing a sound tree takes as little time as it should.
bool cdemangle_is_light(component *root);

/// Takes out of a sound tree what is not to be printed; gives whether an expression with >> is.
bool cdemangle_simplify(component **root, cdemangle_detail detail);

/// Forgets what was noted in a component and its parts, which libiberty wants to be zero.
void cdemangle_forget(component *whole);

static inline component *left(const component *whole) { return whole->u.s_binary.left; }
static inline component *right(const component *whole) { return whole->u.s_binary.right; }

static inline bool is(const component *part, enum demangle_component_type type) { return part && part->type == type; }

/// Whether a component says something of a member function's object, or of what a function throws.
static inline bool is_qualifier(const component *part) {
    switch (part->type) {
    case DEMANGLE_COMPONENT_RESTRICT_THIS:
    case DEMANGLE_COMPONENT_VOLATILE_THIS:
    case DEMANGLE_COMPONENT_CONST_THIS:
    case DEMANGLE_COMPONENT_REFERENCE_THIS:
    case DEMANGLE_COMPONENT_RVALUE_REFERENCE_THIS:
    case DEMANGLE_COMPONENT_TRANSACTION_SAFE:
    case DEMANGLE_COMPONENT_NOEXCEPT:
    case DEMANGLE_COMPONENT_THROW_SPEC: return true;
    default: return false;
    }
}
