"""What a personal access token may do: scopes, by the group that a route is in and whether it reads.

A group is the tag of a router, so that a new route has its scope without a word; the one place that asks is
where every route gets its actor (deps.py). A session of its person has no scopes and is not asked.
"""

from collections.abc import Collection

from cairn.kit.http.routing import TAGS

SIGNING_IN, ADMINISTRATION = "signing in", "administration"
WHOLE = ("read", "write", "admin")
"""Scopes of everything: reading; reading and changing; and, for an administrator, what administrators do."""
_READS = frozenset({"GET", "HEAD"})


def group_of(tag: str) -> str:
    """Return a tag as scopes name it."""
    return tag.replace(" ", "-")


def required_scope(tag: str, method: str) -> str | None:
    """Return the least scope of a route; None where no token will do, as for how one signs in."""
    if tag == SIGNING_IN:
        return None
    if tag == ADMINISTRATION:
        return "admin"
    return f"{group_of(tag)}:{'read' if method in _READS else 'write'}"


def allows(scopes: Collection[str], scope: str) -> bool:
    """Whether a token with the scopes has one: writing includes reading, and what is whole every group."""
    if scope in scopes:
        return True
    if scope == "admin":
        return False
    group, _, verb = scope.partition(":")
    return "write" in scopes or (verb == "read" and ("read" in scopes or f"{group}:write" in scopes))


def known_scopes() -> frozenset[str]:
    """Return every scope that a token can have."""
    groups = {group_of(tag) for tag in TAGS - {SIGNING_IN, ADMINISTRATION}}
    return frozenset({*WHOLE, *(f"{group}:{verb}" for group in groups for verb in ("read", "write"))})
