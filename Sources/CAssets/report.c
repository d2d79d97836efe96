// What stands in the page of an incident beside the viewer. The compiler knows that this file depends on the others.
#include "embedding.h"

static const unsigned char style[] = {
#embed "Report/page.css"
    ,
#embed "Report/series.css"
    ,
#embed "Report/media.css"
};

struct cassets_file cassets_report_style(void) { return FILE_OF(style); }
