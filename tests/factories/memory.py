"""How much memory a program of the tests has had."""

import re
import resource
import sys
from pathlib import Path


def peak_megabytes() -> int:
    """Return the most memory that this program has had.

    What `getrusage` tells on Linux counts the process that started this one, too: its peak is handed on.
    """
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000_000
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert peak is not None
    return int(peak[1]) // 1_000
