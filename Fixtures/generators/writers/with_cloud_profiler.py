#!/usr/bin/env python3
"""Write the CPU profile that Google's Cloud Profiler agent would send.

usage: with_cloud_profiler.py FOLDER, with google-cloud-profiler from PyPI
"""

import pathlib
import sys
import threading

from googlecloudprofiler.cpu_profiler import CPUProfiler

import workload


def main(folder):
    worker = threading.Thread(target=workload.busy, args=(1.5,))
    worker.start()
    data = CPUProfiler(period_ms=10).profile(1_000_000_000)
    worker.join()
    (folder / "cloud-profiler.cpu.pb.gz").write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
