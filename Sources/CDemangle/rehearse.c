#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

// A mangled name refers to parts of itself, and libiberty prints them each time: 279 bytes print 436 MB. So a tree is
// gone through as libiberty does when it prints, until that is too much.

enum {
    /// How much work printing may be, about twice the number of components, each as often as it is printed. Of 550,000 names
    /// all but 55 took less than 15,000, and one 80,000. So much takes a third of a millisecond.
    MOST_EFFORT = 1 << 16,
    /// How deep libiberty prints a tree in which parameters stand for their arguments.
    DEEPEST_PRINTED = 1024,
};

/// Whose arguments parameters stand for; those in the arguments stand for the arguments of the next.
typedef struct scope {
    const component *template;
    const struct scope *outer;
} scope;

typedef struct {
    /// What is left of all work that may be done.
    int effort;
    /// Which argument of a pack is printed; all if it is negative.
    int pack_index;
    /// How many lambdas there are around.
    int lambdas;
    /// The innermost template that is printed.
    const component *template;
} rehearsal;

/// The template whose arguments the parameters in a function's type stand for, if any.
static const component *template_of(const component *typed_name) {
    const component *name = left(typed_name);
    while (name && name->type != DEMANGLE_COMPONENT_TEMPLATE) {
        if (is_qualifier(name)) name = left(name);
        else if (name->type == DEMANGLE_COMPONENT_LOCAL_NAME) name = right(name);
        else if (name->type == DEMANGLE_COMPONENT_DEFAULT_ARG) name = name->u.s_unary_num.sub;
        else return NULL;
    }
    return name;
}

static component *argument_for(const component *parameter, const scope *scope) {
    return scope ? cdemangle_argument(right(scope->template), parameter->u.s_number.number) : NULL;
}

/// The first pack that a pattern is expanded by; NULL if there is none.
static const component *find_pack(rehearsal *all, component *pattern, const scope *scope) {
    if (!pattern || all->effort-- <= 0) return NULL;
    component **parts[2];
    int count = cdemangle_parts(pattern, parts);
    switch (pattern->type) {
    case DEMANGLE_COMPONENT_TEMPLATE_PARAM: {
        const component *found = argument_for(pattern, scope);
        return is(found, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST) ? found : NULL;
    }
    case DEMANGLE_COMPONENT_PACK_EXPANSION:
    case DEMANGLE_COMPONENT_LAMBDA:
    case DEMANGLE_COMPONENT_TAGGED_NAME:
    case DEMANGLE_COMPONENT_DEFAULT_ARG: return NULL;
    default: break;
    }
    const component *found = NULL;
    for (int index = 0; index < count && !found; index++) found = find_pack(all, *parts[index], scope);
    return found;
}

static void rehearse(rehearsal *all, component *whole, const scope *scope, int depth);

/// What it costs to find an argument by its number.
static int cost_of_index(long index) { return index < 0 ? 0 : index / 4 > MOST_EFFORT ? MOST_EFFORT : (int)(index / 4); }

static void rehearse_parameter(rehearsal *all, component *parameter, const scope *scope, int depth) {
    component *found = all->lambdas > 0 ? NULL : argument_for(parameter, scope);
    all->effort -= cost_of_index(parameter->u.s_number.number);
    if (is(found, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST)) {
        all->effort -= cost_of_index(all->pack_index);
        found = cdemangle_argument(found, all->pack_index);
    }
    if (found) rehearse(all, found, scope->outer, depth);
}

static void rehearse_pack(rehearsal *all, component *expansion, const scope *scope, int depth) {
    const component *pack = all->lambdas > 0 ? NULL : find_pack(all, left(expansion), scope);
    if (!pack) return rehearse(all, left(expansion), scope, depth);
    for (int index = 0; is(pack, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST) && left(pack); pack = right(pack)) {
        all->pack_index = index++;
        rehearse(all, left(expansion), scope, depth);
    }
}

/// The type of a conversion has parameters of the template that it names.
static void rehearse_conversion(rehearsal *all, component *conversion, const scope *outer, int depth) {
    component *type = left(conversion);
    scope inner = {.template = all->template, .outer = outer};
    const scope *scope = all->template ? &inner : outer;
    if (!is(type, DEMANGLE_COMPONENT_TEMPLATE)) return rehearse(all, type, scope, depth);
    rehearse(all, left(type), scope, depth);
    rehearse(all, right(type), outer, depth);
}

static void rehearse_typed_name(rehearsal *all, component *typed_name, const scope *outer, int depth) {
    scope inner = {.template = template_of(typed_name), .outer = outer};
    rehearse(all, left(typed_name), outer, depth);
    rehearse(all, right(typed_name), inner.template ? &inner : outer, depth);
}

static void rehearse_parts(rehearsal *all, component *whole, const scope *scope, int depth) {
    component **parts[2];
    int count = cdemangle_parts(whole, parts);
    for (int index = 0; index < count; index++) rehearse(all, *parts[index], scope, depth);
}

/// What printing a component costs without its parts.
static int cost_of(const component *whole) {
    switch (whole->type) {
    case DEMANGLE_COMPONENT_NAME: return 1 + whole->u.s_name.len / 4;
    case DEMANGLE_COMPONENT_SUB_STD: return 1 + whole->u.s_string.len / 4;
    default: return 2;
    }
}

/// Goes through a component and its parts, each as often as it is printed, until the effort is too much.
static void rehearse(rehearsal *all, component *whole, const scope *scope, int depth) {
    // Modifiers are looked through from the innermost type outwards, so what lies deep takes longer.
    if (whole) all->effort -= cost_of(whole) + depth / 8;
    if (!whole || all->effort <= 0 || depth > DEEPEST_PRINTED) return;
    rehearsal before = *all;
    depth++;
    switch (whole->type) {
    case DEMANGLE_COMPONENT_TEMPLATE_PARAM: return rehearse_parameter(all, whole, scope, depth);
    case DEMANGLE_COMPONENT_PACK_EXPANSION: return rehearse_pack(all, whole, scope, depth);
    case DEMANGLE_COMPONENT_CONVERSION: return rehearse_conversion(all, whole, scope, depth);
    case DEMANGLE_COMPONENT_TYPED_NAME: return rehearse_typed_name(all, whole, scope, depth);
    case DEMANGLE_COMPONENT_TEMPLATE: all->template = whole; break;
    case DEMANGLE_COMPONENT_LAMBDA: all->lambdas++; break;
    // They may be folds, which print all of a pack.
    case DEMANGLE_COMPONENT_BINARY:
    case DEMANGLE_COMPONENT_TRINARY: all->pack_index = -1; break;
    default: break;
    }
    rehearse_parts(all, whole, scope, depth);
    before.effort = all->effort;
    *all = before;
}

bool cdemangle_is_light(component *root) {
    rehearsal all = {.effort = MOST_EFFORT};
    rehearse(&all, root, NULL, 0);
    return all.effort > 0;
}

#endif
