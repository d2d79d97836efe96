#pragma once

#include "cdemangle.h"

#include <libiberty/demangle.h>

typedef struct demangle_component component;

/// Takes out of the tree of a C++ name what is not to be printed.
///
/// False if it cannot be printed in bounded time, or not without harm: libiberty trusts what it has parsed.
bool cdemangle_prepare(component **root, cdemangle_detail detail, bool *has_shift);
