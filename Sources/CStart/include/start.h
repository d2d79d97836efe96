#pragma once

/// How many arguments the program was started with, its own name included; 0 where the system does not say.
int cstart_argument_count(void);

/// An argument, which nobody changes or frees.
const char *cstart_argument(int index);

// Overwrites what the arguments' addresses say of users and passwords; those given are used where the system hands none to
// constructors.
void cstart_hide_credentials(int system_count, char **system_arguments);

