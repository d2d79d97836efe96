// What stands in the picture of a flame graph. The compiler knows that this file depends on the others.
#include "embedding.h"

// Modules in the order in which they are evaluated.
static const unsigned char script[] = {
#embed "Common/numbers.js"
    ,
#embed "Common/finder.js"
    ,
#embed "Common/cut-text.js"
    ,
#embed "FlameGraph/picture.js"
    ,
#embed "FlameGraph/model.js"
    ,
#embed "FlameGraph/boxes.js"
    ,
#embed "FlameGraph/page.js"
    ,
#embed "FlameGraph/view.js"
    ,
#embed "FlameGraph/search.js"
    ,
#embed "FlameGraph/axis.js"
    ,
#embed "FlameGraph/address.js"
    ,
#embed "FlameGraph/controls.js"
    ,
#embed "FlameGraph/start.js"
};

static const unsigned char drop_frames[] = {
#embed "FlameGraph/drop-frames.js"
};

static const unsigned char picture_style[] = {
#embed "FlameGraph/picture.css"
};

static const unsigned char print_style[] = {
#embed "FlameGraph/print.css"
};

static const unsigned char page_style[] = {
#embed "FlameGraph/page.css"
};

static const unsigned char colors[] = {
#embed "FlameGraph/colors.css"
};

struct cassets_file cassets_flame_graph_script(void) { return FILE_OF(script); }

struct cassets_file cassets_flame_graph_drop_frames(void) {
  return FILE_OF(drop_frames);
}

struct cassets_file cassets_flame_graph_picture_style(void) {
  return FILE_OF(picture_style);
}

struct cassets_file cassets_flame_graph_print_style(void) {
  return FILE_OF(print_style);
}

struct cassets_file cassets_flame_graph_page_style(void) {
  return FILE_OF(page_style);
}

struct cassets_file cassets_flame_graph_colors(void) { return FILE_OF(colors); }
