#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

// What is found out about a component is noted where libiberty counts while it prints, and goes before that.

/// How many pairs of a template and of a reference to a parameter a tree may have: libiberty takes 64 bytes of stack for
/// each. Of 550,000 names none had more than 50.
enum { MOST_PAIRS = 1 << 13 };

typedef struct {
    int templates, references_to_parameters;
    bool is_refused;
} inspection;

/// That a component is being inspected: if it is met again, it is a part of itself.
enum { UNFINISHED = -1, FINISHED = 1 };

/// What a component holds somewhere, beside how deep it is.
enum { DEPTH = 0xFFFF, HOLDS_UNARY = 1 << 16, HOLDS_TYPE = 1 << 17, HELD = HOLDS_UNARY | HOLDS_TYPE };

static int held_by(const component *whole) {
    switch (whole->type) {
    case DEMANGLE_COMPONENT_UNARY: return HOLDS_UNARY;
    case DEMANGLE_COMPONENT_TYPED_NAME:
    case DEMANGLE_COMPONENT_CONVERSION:
    case DEMANGLE_COMPONENT_FUNCTION_TYPE:
    case DEMANGLE_COMPONENT_ARRAY_TYPE: return HOLDS_TYPE;
    default: return 0;
    }
}

/// Whether libiberty may take a component of the parameters of a lambda for a template, and follow what is no pointer.
static bool is_harmful(const component *lambda) {
    const component *parameters = lambda->u.s_unary_num.sub;
    if (!parameters) return true;
    bool has_head = parameters->type == DEMANGLE_COMPONENT_TEMPLATE_HEAD;
    return parameters->d_printing & (has_head ? HELD : HOLDS_UNARY);
}

static bool refers_to_parameter(const component *part) {
    return (part->type == DEMANGLE_COMPONENT_REFERENCE || part->type == DEMANGLE_COMPONENT_RVALUE_REFERENCE)
           && is(left(part), DEMANGLE_COMPONENT_TEMPLATE_PARAM);
}

/// Inspects a component and its parts, each once.
static void inspect(inspection *all, component *whole, int depth) {
    if (whole->d_counting == FINISHED) return;
    if (whole->d_counting == UNFINISHED || depth > CDEMANGLE_DEEPEST) {
        all->is_refused = true;
        return;
    }
    whole->d_counting = UNFINISHED;
    component **parts[2];
    int count = cdemangle_parts(whole, parts), deepest = 0, held = held_by(whole);
    for (int index = 0; index < count && !all->is_refused; index++) {
        component *part = *parts[index];
        if (!part) continue;
        inspect(all, part, depth + 1);
        held |= part->d_printing & HELD;
        if ((part->d_printing & DEPTH) > deepest) deepest = part->d_printing & DEPTH;
    }
    all->is_refused |= deepest >= CDEMANGLE_DEEPEST || (whole->type == DEMANGLE_COMPONENT_LAMBDA && is_harmful(whole));
    all->templates += whole->type == DEMANGLE_COMPONENT_TEMPLATE;
    all->references_to_parameters += refers_to_parameter(whole);
    whole->d_printing = (deepest + 1) | held;
    whole->d_counting = FINISHED;
}

bool cdemangle_is_sound(component *root) {
    inspection all = {0};
    inspect(&all, root, 0);
    cdemangle_forget(root);
    return !all.is_refused && (long long)all.templates * all.references_to_parameters <= MOST_PAIRS;
}

#endif
