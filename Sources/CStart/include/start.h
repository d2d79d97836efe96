#pragma once

/// How many arguments the program was started with, its own name included; 0 where the system does not say.
int cstart_argument_count(void);

/// An argument, which nobody changes or frees.
const char *cstart_argument(int index);
