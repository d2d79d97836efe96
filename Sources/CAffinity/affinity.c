// glibc declares this only where it is asked for all of its own, which Swift does not do.
#define _GNU_SOURCE
#include "affinity.h"

#ifdef __linux__
#include <sched.h>

int caffinity_processor_count(void) {
  cpu_set_t allowed;
  return sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 0;
}
#else
int caffinity_processor_count(void) { return 0; }
#endif
