// A mangled name refers to parts of itself, and libiberty prints them each time: 279 bytes print 436 MB. So its
// tree is gone through before it is printed. On the way this looks for what libiberty is known to stumble over.

#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

#include <string.h>

enum {
    /// How deep a tree may be, and how deep libiberty prints one in which parameters stand for their arguments.
    DEEPEST = 512,
    DEEPEST_PRINTED = 1024,
    /// How much work printing may be, about twice the number of components, each as often as it is printed.
    MOST_EFFORT = 1 << 16,
    /// How many pairs of a template and of a reference to a parameter: libiberty takes 64 bytes of stack for each.
    MOST_PAIRS = 1 << 13,
};

/// Where a component keeps its parts, of which each may be NULL; gives how many there are.
static int parts_of(component *whole, component **parts[2]) {
    switch (whole->type) {
    case DEMANGLE_COMPONENT_NAME:
    case DEMANGLE_COMPONENT_TEMPLATE_PARAM:
    case DEMANGLE_COMPONENT_FUNCTION_PARAM:
    case DEMANGLE_COMPONENT_SUB_STD:
    case DEMANGLE_COMPONENT_BUILTIN_TYPE:
    case DEMANGLE_COMPONENT_EXTENDED_BUILTIN_TYPE:
    case DEMANGLE_COMPONENT_OPERATOR:
    case DEMANGLE_COMPONENT_CHARACTER:
    case DEMANGLE_COMPONENT_NUMBER:
    case DEMANGLE_COMPONENT_UNNAMED_TYPE: return 0;
    case DEMANGLE_COMPONENT_CTOR: parts[0] = &whole->u.s_ctor.name; return 1;
    case DEMANGLE_COMPONENT_DTOR: parts[0] = &whole->u.s_dtor.name; return 1;
    case DEMANGLE_COMPONENT_EXTENDED_OPERATOR: parts[0] = &whole->u.s_extended_operator.name; return 1;
    case DEMANGLE_COMPONENT_FIXED_TYPE: parts[0] = &whole->u.s_fixed.length; return 1;
    case DEMANGLE_COMPONENT_LAMBDA:
    case DEMANGLE_COMPONENT_DEFAULT_ARG: parts[0] = &whole->u.s_unary_num.sub; return 1;
    default:
        parts[0] = &whole->u.s_binary.left;
        parts[1] = &whole->u.s_binary.right;
        return 2;
    }
}

static component *left(const component *whole) { return whole->u.s_binary.left; }
static component *right(const component *whole) { return whole->u.s_binary.right; }

static bool is(const component *part, enum demangle_component_type type) { return part && part->type == type; }

/// Whether a component says something of a member function's object, or of what a function throws.
static bool is_qualifier(const component *part) {
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

// Inspecting. What is found out about a component is kept where libiberty counts while it prints, and goes
// before that.

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
    if (whole->d_counting == UNFINISHED || depth > DEEPEST) {
        all->is_refused = true;
        return;
    }
    whole->d_counting = UNFINISHED;
    component **parts[2];
    int count = parts_of(whole, parts), deepest = 0, held = held_by(whole);
    for (int index = 0; index < count && !all->is_refused; index++) {
        component *part = *parts[index];
        if (!part) continue;
        inspect(all, part, depth + 1);
        held |= part->d_printing & HELD;
        if ((part->d_printing & DEPTH) > deepest) deepest = part->d_printing & DEPTH;
    }
    all->is_refused |= deepest >= DEEPEST || (whole->type == DEMANGLE_COMPONENT_LAMBDA && is_harmful(whole));
    all->templates += whole->type == DEMANGLE_COMPONENT_TEMPLATE;
    all->references_to_parameters += refers_to_parameter(whole);
    whole->d_printing = (deepest + 1) | held;
    whole->d_counting = FINISHED;
}

/// Forgets what was kept in a component and its parts.
static void forget(component *whole) {
    if (!whole || whole->d_counting == 0) return;
    whole->d_counting = whole->d_printing = 0;
    component **parts[2];
    int count = parts_of(whole, parts);
    for (int index = 0; index < count; index++) forget(*parts[index]);
}

/// Whether a tree ends everywhere, soon enough, and does no harm.
static bool is_sound(component *root) {
    inspection all = {0};
    inspect(&all, root, 0);
    forget(root);
    return !all.is_refused && (long long)all.templates * all.references_to_parameters <= MOST_PAIRS;
}

// Rehearsing: going through a tree as libiberty does when it prints.

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

/// One of a list of arguments, or the list; NULL if there is no such.
static component *argument(component *list, long index) {
    if (index < 0) return list;
    while (index-- > 0 && is(list, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST)) list = right(list);
    return is(list, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST) ? left(list) : NULL;
}

static component *argument_for(const component *parameter, const scope *scope) {
    return scope ? argument(right(scope->template), parameter->u.s_number.number) : NULL;
}

/// The first pack that a pattern is expanded by; NULL if there is none.
static const component *find_pack(rehearsal *all, component *pattern, const scope *scope) {
    if (!pattern || all->effort-- <= 0) return NULL;
    component **parts[2];
    int count = parts_of(pattern, parts);
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
        found = argument(found, all->pack_index);
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
    int count = parts_of(whole, parts);
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

/// Whether printing a tree takes as little time as it should.
static bool is_light(component *root) {
    rehearsal all = {.effort = MOST_EFFORT};
    rehearse(&all, root, NULL, 0);
    return all.effort > 0;
}

// Simplifying.

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
    for (int depth = 0; *type && depth < DEEPEST; depth++) {
        switch ((*type)->type) {
        case DEMANGLE_COMPONENT_TEMPLATE_PARAM: {
            component *found = argument(arguments, (*type)->u.s_number.number);
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
        for (int depth = 0; is(*place, DEMANGLE_COMPONENT_TEMPLATE) && depth < DEEPEST; depth++)
            *place = without_arguments(*place);
    component *whole = *place;
    if (!whole || whole->d_counting != 0) return;
    whole->d_counting = 1;
    change(all, whole);
    component **parts[2];
    int count = parts_of(whole, parts);
    for (int index = 0; index < count; index++) simplify(all, parts[index]);
}

bool cdemangle_prepare(component **root, cdemangle_detail detail, bool *has_shift) {
    while (is(*root, DEMANGLE_COMPONENT_CLONE)) *root = left(*root);
    if (!*root || !is_sound(*root)) return false;
    simplifying all = {.detail = detail};
    simplify(&all, root);
    forget(*root);
    *has_shift = all.has_shift;
    return *root && is_sound(*root) && is_light(*root);
}

#endif
