// What stands in the pages of a server that are not a profile's.
#include "cassets.h"

// #embed is C23; clang knows it in older C too, and warns.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char style[] = {
#embed "Server/page.css"
};

struct cassets_file cassets_server_style(void) {
  return (struct cassets_file){style, sizeof(style)};
}
