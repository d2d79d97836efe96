// What stands in the pages of a server that are not a profile's.
#include "embedding.h"

static const unsigned char style[] = {
#embed "Server/page.css"
};

struct cassets_file cassets_server_style(void) {
  return FILE_OF(style);
}
