// What every file of assets begins with: bytes of real files, handed out with their length.
#ifndef CASSETS_EMBEDDING_H
#define CASSETS_EMBEDDING_H

#include "cassets.h"

// #embed is C23; clang knows it in older C too, and warns.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(bytes) ((struct cassets_file){bytes, sizeof(bytes)})

#endif
