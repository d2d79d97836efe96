// What stands in the page that holds a whole profile. The compiler knows that this file depends on the others.
#include "embedding.h"

// Modules in the order in which they are evaluated.
static const unsigned char script[] = {
#embed "Common/numbers.js"
    ,
#embed "Common/finder.js"
    ,
#embed "Common/cut-text.js"
    ,
#embed "Viewer/Model/bytes.js"
    ,
#embed "Viewer/Model/blocks.js"
    ,
#embed "Viewer/Model/head.js"
    ,
#embed "Viewer/Model/slices.js"
    ,
#embed "Viewer/Model/decode.js"
    ,
#embed "Viewer/Model/folds.js"
    ,
#embed "Viewer/Model/walks.js"
    ,
#embed "Viewer/Model/filters.js"
    ,
#embed "Viewer/Model/layout.js"
    ,
#embed "Viewer/Model/sums.js"
    ,
#embed "Viewer/Model/chart.js"
    ,
#embed "Viewer/Model/source.js"
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
    ,
#embed "Viewer/Server/server.js"
    ,
#embed "Viewer/Server/requests.js"
    ,
#embed "Viewer/Page/elements.js"
    ,
#embed "Viewer/Page/words.js"
    ,
#embed "Viewer/Page/theme.js"
    ,
#embed "Viewer/Page/dialogs.js"
    ,
#embed "Viewer/Page/colors.js"
    ,
#embed "Viewer/Page/label-colors.js"
    ,
#embed "Viewer/Page/text-fit.js"
    ,
#embed "Viewer/Page/picture.js"
    ,
#embed "Viewer/Page/stage.js"
    ,
#embed "Viewer/Page/boxes-shown.js"
    ,
#embed "Viewer/Page/access.js"
    ,
#embed "Viewer/Page/info.js"
    ,
#embed "Viewer/Page/find.js"
    ,
#embed "Viewer/Page/gestures.js"
    ,
#embed "Viewer/Page/rows.js"
    ,
#embed "Viewer/Page/table.js"
    ,
#embed "Viewer/Page/tree-view.js"
    ,
#embed "Viewer/Page/label-panel.js"
    ,
#embed "Viewer/Page/legend.js"
    ,
#embed "Viewer/Page/source-view.js"
    ,
#embed "Viewer/Page/print.js"
    ,
#embed "Viewer/Server/notice.js"
    ,
#embed "Viewer/Server/filter.js"
    ,
#embed "Viewer/Server/reports.js"
    ,
#embed "Viewer/Server/uploads.js"
    ,
#embed "Viewer/Server/listing.js"
    ,
#embed "Viewer/Server/profiles.js"
    ,
#embed "Viewer/Server/again.js"
    ,
#embed "Viewer/Server/served-source.js"
    ,
#embed "Viewer/Server/bar.js"
    ,
#embed "Viewer/Page/save.js"
    ,
#embed "Viewer/Page/tools.js"
    ,
#embed "Viewer/Page/head.js"
    ,
#embed "Viewer/Page/keys.js"
    ,
#embed "Viewer/Page/address.js"
    ,
#embed "Viewer/Page/viewer.js"
    ,
#embed "Viewer/Page/mount.js"
    ,
#embed "Viewer/Page/start.js"
};

static const unsigned char loader[] = {
#embed "Viewer/loader.js"
};

static const unsigned char style[] = {
#embed "Viewer/page.css"
    ,
#embed "Viewer/lists.css"
    ,
#embed "Viewer/server.css"
    ,
#embed "Viewer/media.css"
};

struct cassets_file cassets_viewer_script(void) { return FILE_OF(script); }

struct cassets_file cassets_viewer_loader(void) { return FILE_OF(loader); }

struct cassets_file cassets_viewer_style(void) { return FILE_OF(style); }
