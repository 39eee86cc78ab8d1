"""How many statements a request may take, beside the beginning and the end of its transaction."""

from tests.contract.routes import Operation

READ, WRITE = 2, 4
MORE: dict[str, int] = {}
"""Operations that need more, with how many."""


def budget(operation: Operation) -> int:
    """Return the budget of an operation."""
    return MORE.get(operation.id, READ if operation.method == "GET" else WRITE)
