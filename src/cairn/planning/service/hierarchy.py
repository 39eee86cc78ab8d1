"""The structure as one tree.

A row whose parent is in the trash stands one level higher, as if it had none; what is below an archived
parent is hidden with it. Every other task is in the tree exactly once: under its project, else under its
area, else at the top.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from cairn.kit.db.work import ReadWork
from cairn.kit.json import decode_json, encode_json
from cairn.planning.queries.hierarchy import TREE

LEVELS = ("pillars", "areas", "projects", "tasks")
_LISTS: dict[int, tuple[str, ...]] = {1: ("areas",), 2: ("projects", "tasks"), 3: ("tasks",)}
_TASKS = 4
_FINISHED = frozenset({"completed", "cancelled"})

Node = dict[str, Any]


async def hierarchy(work: ReadWork, *, depth: str, open_only: bool) -> bytes:
    """Return the tree as JSON, down to the level `depth`; one query."""
    lowest = LEVELS.index(depth) + 1
    rows = await work.db.rows(TREE, with_tasks=lowest == _TASKS, open_only=open_only)
    top: Node = {"task_count": 0, "done_count": 0, "done_share": None, **{name: [] for name in LEVELS}}
    nodes: dict[UUID | None, Node] = {None: top}
    parents: dict[UUID, UUID | None] = {}
    for row in rows:  # parents come before their children
        if row.archived or row.parent not in nodes:
            continue
        if row.level == _TASKS:
            if row.body is not None:
                nodes[row.parent]["tasks"] = msgspec.Raw(row.body.encode())
            for node in _up(row.parent, nodes, parents):
                node["task_count"] += row.n
                node["done_count"] += row.done
            continue
        node = {**decode_json(row.body), "task_count": 0, "done_count": 0, "done_share": None}
        node.update((name, []) for name in _LISTS[row.level])
        nodes[row.id], parents[row.id] = node, row.parent
        if row.level <= lowest and not (open_only and node.get("status") in _FINISHED):
            nodes[row.parent][LEVELS[row.level - 1]].append(node)
    for node in nodes.values():
        if node["task_count"]:
            node["done_share"] = node["done_count"] / node["task_count"]
    return encode_json(top)


def _up(
    place: UUID | None, nodes: dict[UUID | None, Node], parents: dict[UUID, UUID | None]
) -> Iterator[Node]:
    while place is not None:
        yield nodes[place]
        place = parents[place]
    yield nodes[None]
