"""The time zone of this machine, as the default for a new account."""

import os
from pathlib import Path

_MARK = "zoneinfo/"


def local_zone() -> str:
    """Return its IANA name; UTC where the machine does not tell it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    for name in (os.environ.get("TZ", "").lstrip(":"), _linked(), _written()):
        try:
            if name:
                return "UTC" if name == "Etc/UTC" else ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return "UTC"


def _linked() -> str:
    try:
        return str(Path("/etc/localtime").readlink()).partition(_MARK)[2]
    except OSError:
        return ""


def _written() -> str:
    try:
        return Path("/etc/timezone").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
