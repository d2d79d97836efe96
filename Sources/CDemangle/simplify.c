#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

#include <string.h>

typedef struct {
    cdemangle_detail detail;
    bool has_shift;
} simplifying;

/// Whether a component is an operator of this name with so many operands.
static bool is_operator(const component *part, const char *name, int operands) {
    component known;
    return is(part, DEMANGLE_COMPONENT_OPERATOR) && cplus_demangle_fill_operator(&known, name, operands)
           && part->u.s_operator.op == known.u.s_operator.op;
}

/// Puts the argument into a type that is a parameter, or a pointer to one and the like.
static void resolve(component **type, component *arguments) {
    // An argument may refer to the type, so that they hold each other from then on; such a tree is refused later.
    for (int depth = 0; *type && depth < CDEMANGLE_DEEPEST; depth++) {
        switch ((*type)->type) {
        case DEMANGLE_COMPONENT_TEMPLATE_PARAM: {
            component *found = cdemangle_argument(arguments, (*type)->u.s_number.number);
            if (found && found->type != DEMANGLE_COMPONENT_TEMPLATE_ARGLIST) *type = found;
            return;
        }
        case DEMANGLE_COMPONENT_POINTER:
        case DEMANGLE_COMPONENT_REFERENCE:
        case DEMANGLE_COMPONENT_RVALUE_REFERENCE:
        case DEMANGLE_COMPONENT_CONST:
        case DEMANGLE_COMPONENT_VOLATILE:
        case DEMANGLE_COMPONENT_TEMPLATE: type = &(*type)->u.s_binary.left; break;
        default: return;
        }
    }
}

/// The name of a template; if that is a conversion, its type loses the parameters that the arguments stand for.
static component *without_arguments(component *template) {
    component *name = left(template), *last = name;
    while (is(last, DEMANGLE_COMPONENT_QUAL_NAME)) last = right(last);
    if (is(last, DEMANGLE_COMPONENT_CONVERSION)) resolve(&last->u.s_binary.left, right(template));
    return name;
}

/// Takes the parameters from the function that a name is local to.
static void drop_parameters(component *local_name) {
    component *function = left(local_name);
    if (is(function, DEMANGLE_COMPONENT_TYPED_NAME) && is(right(function), DEMANGLE_COMPONENT_FUNCTION_TYPE))
        right(function)->u.s_binary.right = NULL;
}

/// Leaves only the name of a function whose address is taken, as `go tool pprof` does.
static void drop_type(component *unary) {
    component *operand = right(unary);
    if (is(operand, DEMANGLE_COMPONENT_TYPED_NAME) && is(right(operand), DEMANGLE_COMPONENT_FUNCTION_TYPE)
        && !is_qualifier(left(operand)) && is_operator(left(unary), "&", 1))
        unary->u.s_binary.right = left(operand);
}

/// Changes a component alone.
static void change(simplifying *all, component *whole) {
    switch (whole->type) {
    case DEMANGLE_COMPONENT_LOCAL_NAME:
        if (all->detail != CDEMANGLE_FULL) drop_parameters(whole);
        break;
    case DEMANGLE_COMPONENT_SUB_STD: {
        const char *arguments = memchr(whole->u.s_string.string, '<', (size_t)whole->u.s_string.len);
        if (arguments && all->detail == CDEMANGLE_SHORT)
            whole->u.s_string.len = (int)(arguments - whole->u.s_string.string);
        break;
    }
    case DEMANGLE_COMPONENT_UNARY: drop_type(whole); break;
    case DEMANGLE_COMPONENT_BINARY:
        all->has_shift |= is_operator(left(whole), ">>", 2) || is_operator(left(whole), ">>=", 2);
        break;
    default: break;
    }
}

/// Changes a component and its parts, each once.
static void simplify(simplifying *all, component **place) {
    if (all->detail == CDEMANGLE_SHORT)
        for (int depth = 0; is(*place, DEMANGLE_COMPONENT_TEMPLATE) && depth < CDEMANGLE_DEEPEST; depth++)
            *place = without_arguments(*place);
    component *whole = *place;
    if (!whole || whole->d_counting != 0) return;
    whole->d_counting = 1;
    change(all, whole);
    component **parts[2];
    int count = cdemangle_parts(whole, parts);
    for (int index = 0; index < count; index++) simplify(all, parts[index]);
}

bool cdemangle_simplify(component **root, cdemangle_detail detail) {
    while (is(*root, DEMANGLE_COMPONENT_CLONE)) *root = left(*root);
    simplifying all = {.detail = detail};
    simplify(&all, root);
    cdemangle_forget(*root);
    return all.has_shift;
}

#endif
