"""An order in which everything comes after what it needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def in_order(
    nodes: Iterable[Node], needs: Mapping[Node, Sequence[Node]]
) -> tuple[list[Node], list[tuple[Node, Node]]]:
    """Return the nodes, each after what it needs, and the edges (node, need) left out to break cycles.

    The same input gives the same answer. What is needed must be among the nodes.
    """
    done: dict[Node, bool] = {}  # False while its own needs are being placed
    order: list[Node] = []
    dropped: list[tuple[Node, Node]] = []
    for root in nodes:
        stack = [] if root in done else [(root, iter(needs.get(root, ())))]
        if stack:
            done[root] = False
        while stack:
            node, rest = stack[-1]
            need = next(rest, None)
            if need is None:
                done[node] = True
                order.append(node)
                stack.pop()
            elif need not in done:
                done[need] = False
                stack.append((need, iter(needs.get(need, ()))))
            elif not done[need]:
                dropped.append((node, need))
    return order, dropped
