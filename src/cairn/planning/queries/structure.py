"""Pillars, areas and projects as resources."""

from typing import Any

from sqlalchemy import ColumnElement, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased
from sqlalchemy.types import Text

from cairn.kit.db.filters import archived_filter, equals
from cairn.kit.db.owned import Owned
from cairn.planning.models import CLOSED_STATUSES, Area, Pillar, Project, Task
from cairn.planning.schemas.structure import AreaOut, PillarOut, ProjectOut


def _areas_of(r: Any) -> ColumnElement[Any]:
    area = aliased(Area)
    return (
        select(func.count())
        .select_from(area)
        .where(area.user_id == r.user_id, area.pillar_id == r.id, area.deleted_at.is_(None))
        .scalar_subquery()
    )


def _open_tasks_of_area(r: Any) -> ColumnElement[Any]:
    task = aliased(Task)
    return (
        select(func.count())
        .select_from(task)
        .where(
            task.user_id == r.user_id,
            task.area_id == r.id,
            task.deleted_at.is_(None),
            task.status.not_in(CLOSED_STATUSES),
        )
        .scalar_subquery()
    )


def _tasks_of_project(status: str, *, same: bool) -> Any:
    def count(r: Any) -> ColumnElement[Any]:
        task = aliased(Task)
        return (
            select(func.count())
            .select_from(task)
            .where(
                task.user_id == r.user_id,
                task.project_id == r.id,
                task.deleted_at.is_(None),
                task.status == status if same else task.status != status,
            )
            .scalar_subquery()
        )

    return count


PILLARS = Owned(
    Pillar,
    PillarOut,
    computed={"area_count": _areas_of},
    filters={"archived": archived_filter},
    sorts={
        "position": (lambda r: r.position, lambda r: r.name),
        "name": (lambda r: func.lower(r.name),),
        "created": (),
    },
)

AREAS = Owned(
    Area,
    AreaOut,
    computed={"open_task_count": _open_tasks_of_area},
    filters={"archived": archived_filter, "pillar_id": equals("pillar_id")},
    sorts={
        "position": (lambda r: r.position, lambda r: r.name),
        "name": (lambda r: func.lower(r.name),),
        "importance": (lambda r: r.importance.desc(), lambda r: r.name),
        "created": (),
    },
)

PROJECTS = Owned(
    Project,
    ProjectOut,
    computed={
        "task_count": _tasks_of_project("cancelled", same=False),
        "done_count": _tasks_of_project("done", same=True),
    },
    filters={
        "archived": archived_filter,
        "area_id": equals("area_id"),
        "status": lambda r: r.status == any_(bindparam("status", type_=ARRAY(Text))),
        "q": lambda r: func.strpos(func.lower(r.name), func.lower(bindparam("q"))) > 0,
    },
    sorts={
        "position": (lambda r: r.position, lambda r: r.name),
        "name": (lambda r: func.lower(r.name),),
        "due": (lambda r: r.due_date.asc().nulls_last(),),
        "priority": (lambda r: r.priority, lambda r: r.due_date.asc().nulls_last()),
        "created": (),
    },
)
