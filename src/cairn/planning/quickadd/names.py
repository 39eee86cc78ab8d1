"""Names as people type them: compared without case, accents, and the choice of hyphen or space."""

import unicodedata
from collections.abc import Sequence

_LEAST_PREFIX = 3


def plain(name: str) -> str:
    """A name without case, accents and marks between its words."""
    if name.isascii():
        letters = name.lower()
    else:
        spread = unicodedata.normalize("NFKD", name.casefold())
        letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").replace("_", " ").split())


def same(name: str, known: Sequence[str]) -> str | None:
    """The known name that is equal to a typed one."""
    wanted = plain(name)
    return next((other for other in known if plain(other) == wanted), None)


def similar(name: str, known: Sequence[str]) -> str | None:
    """The known name that is equal, or equal without spaces, or the only one that begins so."""
    exact = same(name, known)
    if exact is not None:
        return exact
    wanted = plain(name).replace(" ", "")
    joined = [(plain(other).replace(" ", ""), other) for other in known]
    found = next((other for letters, other in joined if letters == wanted), None)
    if found is None and len(wanted) >= _LEAST_PREFIX:
        begins = [other for letters, other in joined if letters.startswith(wanted)]
        found = begins[0] if len(begins) == 1 else None
    return found


def spelled_out(text: str, at: int, known: Sequence[str]) -> str | None:
    """The longest known name of several words that stands in the text at an offset."""
    best: str | None = None
    for name in known:
        end = at + len(name)
        if " " not in name or text[at:end].casefold() != name.casefold() or text[end : end + 1].isalnum():
            continue
        if best is None or len(name) > len(best):
            best = name
    return best
