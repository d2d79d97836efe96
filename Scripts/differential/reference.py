"""The pprof that pproftool is compared with."""

import functools
import os
import shutil
import subprocess

ENVIRONMENT = dict(os.environ, TZ="UTC", LC_ALL="C", NO_COLOR="1", HOME="/nonexistent", PPROF_TMPDIR="/nonexistent")


@functools.cache
def reference():
    """The pprof of the Go that is installed, as a command; None without one."""
    if not shutil.which("go"):
        return None
    found = subprocess.run(["go", "tool", "-n", "pprof"], capture_output=True, text=True, check=False)
    return [found.stdout.strip(), "-symbolize=none"] if found.returncode == 0 else None
