#if __has_include(<libiberty/demangle.h>)

#include "tree.h"

int cdemangle_parts(component *whole, component **parts[2]) {
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

component *cdemangle_argument(component *list, long index) {
    if (index < 0) return list;
    while (index-- > 0 && is(list, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST)) list = right(list);
    return is(list, DEMANGLE_COMPONENT_TEMPLATE_ARGLIST) ? left(list) : NULL;
}

void cdemangle_forget(component *whole) {
    if (!whole || whole->d_counting == 0) return;
    whole->d_counting = whole->d_printing = 0;
    component **parts[2];
    int count = cdemangle_parts(whole, parts);
    for (int index = 0; index < count; index++) cdemangle_forget(*parts[index]);
}

#endif
