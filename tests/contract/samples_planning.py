"""Samples of the life structure: pillars, areas, projects, the tree, the calendar."""

from tests.contract.samples import Recipe, Row, Sample, Template, Unique

RECIPES = {
    "pillar": Recipe("/pillars", {"name": "Health"}),
    "area": Recipe("/areas", {"name": Unique("Area {}")}),
    "project": Recipe("/projects", {"name": "Replant the garden"}),
    "done_project": Recipe(
        "/projects", {"name": "Paint the fence"}, then=(("/projects/{id}/complete", None),)
    ),
}

_PILLAR = {
    "name": "Health",
    "vision": "Strong enough for the mountains.",
    "target_share": 0.25,
    "alignment_strength": 0.5,
    "colour": "#336644",
    "icon": "leaf",
    "position": 2,
}
_AREA = {
    "name": Unique("Garden {}"),
    "slug": Unique("garden-{}"),
    "pillar_id": Row("pillar"),
    "description": "All that grows.",
    "importance": 4,
    "target_share": 0.1,
    "point_factor": 1.2,
    "sub_categories": ["beds", "trees"],
    "is_work": False,
    "colour": "#336644",
    "icon": "leaf",
    "position": 2,
}
_PROJECT = {
    "name": "Replant the garden",
    "area_id": Row("area"),
    "description": "From the fence to the pond.",
    "status": "planning",
    "priority": 2,
    "importance": 4,
    "impact": 5,
    "start_date": "2026-11-23",
    "due_date": "2026-12-24",
    "estimate_minutes": 600,
    "position": 2,
}


def resource(
    kind: str, full: dict[str, Template], least: dict[str, Template], query: dict[str, Template] | None = None
) -> dict[str, Sample]:
    """Return the samples of the seven operations that a plain resource has."""
    return {
        f"list_{kind}s": Sample(shows=Row(kind), query=query or {}),
        f"create_{kind}": Sample(bodies=(least, full)),
        f"get_{kind}": Sample(),
        f"update_{kind}": Sample(bodies=(least, full)),
        f"delete_{kind}": Sample(),
        f"archive_{kind}": Sample(),
        f"restore_{kind}": Sample(),
    }


SAMPLES = {
    **resource("pillar", _PILLAR, {"name": "Health"}, {"archived": False, "sort": "name"}),
    **resource(
        "area",
        _AREA,
        {"name": Unique("Garden {}")},
        {"pillar_id": Row("pillar"), "archived": False, "sort": "name"},
    ),
    **resource(
        "project",
        _PROJECT,
        {"name": "Replant the garden"},
        {"area_id": Row("area"), "status": "active", "archived": False, "q": "garden", "sort": "due"},
    ),
    "complete_project": Sample(),
    "reopen_project": Sample(path={"project_id": Row("done_project")}),
    "get_project_health": Sample(),
    "get_hierarchy": Sample(query={"depth": "tasks", "open_only": True}, shows=Row("project_task")),
    "get_schedule": Sample(
        query={"from": "2026-11-23", "to": "2026-11-29"},
        needs_query=frozenset({"from", "to"}),
        shows=Row("due_task"),
    ),
}
