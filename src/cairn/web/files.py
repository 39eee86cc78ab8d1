"""The built files: what there is, in which encodings, and how long a browser may keep it.

Nothing is read before somebody asks for a page, and no content is kept in memory: the system's file cache
does that for all processes together.
"""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
"""Where the build puts them; a wheel carries them."""
HASHED = "assets/"
"""Below this folder the name of a file changes with its content."""
FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""Keep it, but ask each time whether it is still the same."""
_SUFFIXES = {"br": ".br", "gzip": ".gz"}
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class File:
    """One built file."""

    path: Path
    media_type: str
    keep: str
    """Value of Cache-Control."""
    tag: str
    """ETag of the uncompressed content, quoted."""
    encodings: tuple[str, ...]
    """What it is there compressed as, the smallest first."""

    def content(self, encoding: str | None) -> bytes:
        """Read the file, or its compressed twin."""
        suffix = _SUFFIXES[encoding] if encoding else ""
        return self.path.with_name(self.path.name + suffix).read_bytes()


def load(folder: Path = FOLDER) -> dict[str, File]:
    """Return every file by its address below the root; empty where nothing was built."""
    found: dict[str, File] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".br", ".gz", ".map"} or not path.is_file():
            continue
        address = path.relative_to(folder).as_posix()
        hashed = address.startswith(HASHED)
        # The name of a hashed file tells its content; only the few others have to be read.
        digest = address if hashed else hashlib.sha256(path.read_bytes()).hexdigest()
        guessed = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
        found[address] = File(
            path=path,
            media_type=guessed or "application/octet-stream",
            keep=FOREVER if hashed else ASK,
            tag=f'"{hashlib.sha256(digest.encode()).hexdigest()[:24]}"',
            encodings=tuple(e for e, s in _SUFFIXES.items() if path.with_name(path.name + s).is_file()),
        )
    return found


def accepted(header: str, encodings: tuple[str, ...]) -> str | None:
    """Return the first of the encodings that an Accept-Encoding header allows, or None: send it plain.

    >>> accepted("gzip, deflate, br;q=0.5", ("br", "gzip"))
    'br'
    >>> accepted("br;q=0, *", ("br", "gzip"))
    'gzip'
    """
    allowed: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, rest = part.strip().partition(";")
        quality = rest.strip().removeprefix("q=").strip()
        allowed[name.strip()] = not (quality and quality.strip("0.") == "")
    return next((e for e in encodings if allowed.get(e, allowed.get("*", False))), None)
