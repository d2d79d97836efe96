// What stands in the page that holds a whole profile. The compiler knows that this file depends on the others.
#include "cassets.h"

// #embed is C23; clang knows it in older C too, and warns.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(bytes) ((struct cassets_file){bytes, sizeof(bytes)})

// Modules in the order in which they are evaluated.
static const unsigned char script[] = {
#embed "Common/numbers.js"
    ,
#embed "Common/finder.js"
    ,
#embed "Viewer/Model/bytes.js"
    ,
#embed "Viewer/Model/blocks.js"
    ,
#embed "Viewer/Model/head.js"
    ,
#embed "Viewer/Model/decode.js"
    ,
#embed "Viewer/Model/walks.js"
    ,
#embed "Viewer/Model/filters.js"
    ,
#embed "Viewer/Model/layout.js"
    ,
#embed "Viewer/Model/sums.js"
    ,
#embed "Viewer/Model/profile.js"
    ,
#embed "Viewer/Model/boxes.js"
    ,
#embed "Viewer/Model/joints.js"
    ,
#embed "Viewer/Model/callers.js"
    ,
#embed "Viewer/Model/reversed.js"
    ,
#embed "Viewer/Model/table.js"
    ,
#embed "Viewer/Model/search.js"
    ,
#embed "Viewer/Model/groups.js"
    ,
#embed "Viewer/Model/paths.js"
    ,
#embed "Viewer/Model/ranges.js"
    ,
#embed "Viewer/Model/labels.js"
};

struct cassets_file cassets_viewer_script(void) { return FILE_OF(script); }
