"""Goals, and what belongs to one, as resources."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, any_, bindparam, case, func, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased
from sqlalchemy.types import Text, Uuid

from cairn.goals.models import Goal, GoalCriterion, GoalLink, GoalNote
from cairn.goals.schemas.goals import GoalOut
from cairn.goals.schemas.parts import CriterionOut, LinkOut, NoteOut
from cairn.goals.schemas.progress import GoalActivityOut
from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import archived_filter, equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.registry import AuditEvent, Entity
from cairn.planning.models import Project, Task
from cairn.tracking.models import Habit, Metric


def _criteria(*, done: bool) -> Any:
    def count(r: Any) -> ColumnElement[Any]:
        criterion = aliased(GoalCriterion)
        where = [
            criterion.user_id == r.user_id,
            criterion.goal_id == r.id,
            criterion.deleted_at.is_(None),
        ]
        if done:
            where.append(criterion.done_at.is_not(None))
        return select(func.count()).select_from(criterion).where(*where).scalar_subquery()

    return count


def _contains(r: Any) -> ColumnElement[bool]:
    q = func.lower(bindparam("q", type_=Text()))
    text = func.lower(r.title + "\n" + func.coalesce(r.description, ""))
    return func.strpos(text, q) > 0


def _kind(r: Any) -> ColumnElement[Any]:
    entity = aliased(Entity)
    return select(entity.kind).where(entity.user_id == r.user_id, entity.id == r.entity_id).scalar_subquery()


def _title(r: Any) -> ColumnElement[Any]:
    task, project = aliased(Task), aliased(Project)
    tracked = [
        select(model.name)
        .where(model.user_id == r.user_id, model.id == r.entity_id, model.deleted_at.is_(None))
        .scalar_subquery()
        for model in (aliased(Habit), aliased(Metric))
    ]
    tasks = select(task.title).where(
        task.user_id == r.user_id, task.id == r.entity_id, task.deleted_at.is_(None)
    )
    projects = select(project.name).where(
        project.user_id == r.user_id, project.id == r.entity_id, project.deleted_at.is_(None)
    )
    return func.coalesce(tasks.scalar_subquery(), projects.scalar_subquery(), *tracked)


def _of_goal(r: Any) -> ColumnElement[bool]:
    return r.goal_id == bindparam("goal_id", type_=Uuid())  # type: ignore[no-any-return]


def _goal_and_parts(r: Any) -> ColumnElement[bool]:
    goal_id = bindparam("goal_id", type_=Uuid())
    parts = [
        select(part.id).where(part.user_id == r.user_id, part.goal_id == goal_id)
        for part in (aliased(GoalCriterion), aliased(GoalLink), aliased(GoalNote))
    ]
    ids = union_all(select(goal_id), *parts)
    return r.entity_id == any_(func.array(ids.scalar_subquery()))  # type: ignore[no-any-return]


GOALS = Owned(
    Goal,
    GoalOut,
    computed={"criteria_count": _criteria(done=False), "criteria_done": _criteria(done=True)},
    filters={
        "archived": archived_filter,
        "status": lambda r: r.status == any_(bindparam("status", type_=ARRAY(Text))),
        "horizon": equals("horizon"),
        "context": equals("context"),
        "area_id": equals("area_id"),
        "parent_id": equals("parent_id"),
        "top": lambda r: r.parent_id.is_(None) == bindparam("top", type_=Boolean()),
        "category": lambda r: func.lower(r.category) == func.lower(bindparam("category", type_=Text())),
        "health": equals("health"),
        "q": _contains,
    },
    sorts={
        "position": (lambda r: r.position, lambda r: r.target_date.asc().nulls_last()),
        "priority": (lambda r: r.priority, lambda r: r.target_date.asc().nulls_last()),
        "target": (lambda r: r.target_date.asc().nulls_last(),),
        "progress": (lambda r: r.progress_pct.desc().nulls_last(),),
        "created": (),
    },
)

CRITERIA = Owned(
    GoalCriterion,
    CriterionOut,
    filters={"goal_id": _of_goal},
    sorts={
        "position": (lambda r: r.position, lambda r: case((r.done_at.is_(None), 0), else_=1), lambda r: r.id),
        "created": (),
    },
)

LINKS = Owned(
    GoalLink,
    LinkOut,
    computed={"entity_kind": _kind, "title": _title},
    filters={"goal_id": _of_goal},
)

NOTES = Owned(
    GoalNote,
    NoteOut,
    filters={"goal_id": _of_goal},
    sorts={"date": (lambda r: r.on_date.desc(),)},
)

ACTIVITY = Feed(
    AuditEvent,
    GoalActivityOut,
    computed={"at": lambda r: r.created_at},
    filters={"goal_id": _goal_and_parts},
)
"""What happened to a goal and to its parts, those in the trash included."""
