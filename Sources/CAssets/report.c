// What stands in the page of an incident beside the viewer. The compiler knows that this file depends on the others.
#include "cassets.h"

// #embed is C23; clang knows it in older C too, and warns.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(bytes) ((struct cassets_file){bytes, sizeof(bytes)})

static const unsigned char style[] = {
#embed "Report/page.css"
    ,
#embed "Report/series.css"
    ,
#embed "Report/media.css"
};

struct cassets_file cassets_report_style(void) { return FILE_OF(style); }
