"""The packages below `cairn` and who may import whom; the one list that the rules share."""

DOMAINS = (
    "kit",
    "identity",
    "governance",
    "data",
    "backup",
    "rewards",
    "planning",
    "tracking",
    "reflection",
    "goals",
    "statistics",
    "reviews",
    "today",
    "imports",
    "integrations",
    "demo",
)
"""Lowest first: a package may import those before it."""

TOP = (
    "__init__",
    "__main__",
    "app",
    "api",
    "system",
    "web",
    "examples",
    "serve",
    "supervise",
    "child",
    "models",
    "worker",
    "cli",
    "settings",
    "migrations",
)
"""What puts the domains together; it may import all of them and none of them imports it."""


def rank(package: str) -> int:
    """Height of a package; above every domain for one of TOP or an unknown one."""
    return DOMAINS.index(package) if package in DOMAINS else len(DOMAINS)
