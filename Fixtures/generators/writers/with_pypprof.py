#!/usr/bin/env python3
"""Write pypprof's thread, heap, CPU and wall profiles of the workload.

usage: with_pypprof.py FOLDER, with pypprof and mprofile from PyPI
"""

import pathlib
import sys
import threading

import mprofile
from pypprof import thread_profiler
from pypprof.net_http import build_heap_pprof
from zprofile.cpu_profiler import CPUProfiler
from zprofile.wall_profiler import WallProfiler

import workload


def during_work(profile):
    """What the profiler gives while another thread works."""
    worker = threading.Thread(target=workload.busy, args=(1.5,))
    worker.start()
    data = profile(1)
    worker.join()
    return data


def main(folder):
    mprofile.start(max_frames=128, sample_rate=4096)
    workload.waiting_threads(5)
    workload.busy(0.2)
    (folder / "pypprof.thread.pb.gz").write_bytes(thread_profiler.take_snapshot())
    (folder / "pypprof.heap.pb.gz").write_bytes(build_heap_pprof(mprofile.take_snapshot()))
    mprofile.stop()
    (folder / "pypprof.cpu.pb.gz").write_bytes(during_work(CPUProfiler().profile))
    wall = WallProfiler()
    wall.register_handler()
    (folder / "pypprof.wall.pb.gz").write_bytes(during_work(wall.profile))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
