#pragma once

/// How many processors this process may run on; 0 where the system does not say.
int caffinity_processor_count(void);
