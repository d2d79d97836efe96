// Pages of help that belong to no command. The compiler knows that this file depends on the others.
#include "embedding.h"

static const unsigned char rules[] = {
#embed "Help/rules.txt"
};

static const unsigned char formats[] = {
#embed "Help/formats.txt"
};

static const unsigned char filters[] = {
#embed "Help/filters.txt"
};

static const unsigned char pprof[] = {
#embed "Help/pprof.txt"
};

struct cassets_file cassets_help_rules(void) { return FILE_OF(rules); }

struct cassets_file cassets_help_formats(void) { return FILE_OF(formats); }

struct cassets_file cassets_help_filters(void) { return FILE_OF(filters); }

struct cassets_file cassets_help_pprof(void) { return FILE_OF(pprof); }
