"""Tasks as a resource, and what their changes need to know."""

from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import archived_filter, equals, has_tags
from cairn.kit.db.owned import Owned
from cairn.kit.db.registry import AuditEvent
from cairn.kit.db.sql import OWNER, Query
from cairn.planning.models import CLOSED_STATUSES, JOINERS, Project, Task, TaskDependency, TimeEntry
from cairn.planning.schemas.tasks import TaskEventOut, TaskOut, TaskQuery

_WORDS = str.maketrans(dict.fromkeys(JOINERS, " "))


# Written out and not as parameters, as in the condition of the partial index, so that it serves the query.
_CLOSED: list[Any] = [literal_column(f"'{status}'") for status in CLOSED_STATUSES]


def _unfinished(task: Any) -> ColumnElement[bool]:
    return and_(task.completed_at.is_(None), task.status.not_in(_CLOSED))


def _open(task: Any) -> ColumnElement[bool]:
    return and_(_unfinished(task), task.deleted_at.is_(None))


def _effective_area(r: Any) -> ColumnElement[Any]:
    project = aliased(Project)
    of_project = (
        select(project.area_id).where(project.user_id == r.user_id, project.id == r.project_id)
    ).scalar_subquery()
    return func.coalesce(r.area_id, of_project)


def _open_blockers(r: Any, *columns: Any) -> Any:
    edge, blocker = aliased(TaskDependency), aliased(Task)
    return (
        select(*(columns or (edge.blocked_by_id.label("id"),)))
        .select_from(edge)
        .join(blocker, and_(blocker.user_id == edge.user_id, blocker.id == edge.blocked_by_id))
        .where(edge.user_id == r.user_id, edge.task_id == r.id, _open(blocker))
        .order_by(edge.created_at, edge.blocked_by_id)
    )


def _blocked_by(r: Any) -> ColumnElement[Any]:
    return func.array(_open_blockers(r).scalar_subquery())


def _is_ready(r: Any) -> ColumnElement[bool]:
    ready: ColumnElement[bool] = ~_open_blockers(r).order_by(None).exists()
    return ready


def _open_subtasks(r: Any) -> ColumnElement[Any]:
    part = aliased(Task)
    return (
        select(func.count())
        .select_from(part)
        .where(part.user_id == r.user_id, part.parent_id == r.id, _open(part))
        .scalar_subquery()
    )


def _actual_minutes(r: Any) -> ColumnElement[Any]:
    entry = aliased(TimeEntry)
    seconds = func.sum(func.extract("epoch", entry.ended_at - entry.started_at))
    recorded = (
        select(cast(func.round(seconds / 60), Integer))
        .where(
            entry.user_id == r.user_id,
            entry.entity_id == r.id,
            entry.deleted_at.is_(None),
            entry.ended_at.is_not(None),
            entry.kind != "break",
        )
        .scalar_subquery()
    )
    return func.coalesce(r.actual_minutes_override, recorded)


def _in_area(r: Any) -> ColumnElement[bool]:
    project = aliased(Project)
    projects = select(project.id).where(project.user_id == OWNER, project.area_id == bindparam("area_id"))
    return or_(r.area_id == bindparam("area_id"), and_(r.area_id.is_(None), r.project_id.in_(projects)))


def _found(r: Any) -> ColumnElement[bool]:
    return r.search.op("@@")(func.to_tsquery("simple", bindparam("q", type_=Text())))  # type: ignore[no-any-return]


def _day(name: str) -> Any:
    return bindparam(name, type_=Date())


def _overdue(r: Any, name: str) -> ColumnElement[bool]:
    return and_(r.due_date < _day(name), _unfinished(r))


TASKS = Owned(
    Task,
    TaskOut,
    computed={
        "effective_area_id": _effective_area,
        "blocked_by": _blocked_by,
        "is_ready": _is_ready,
        "open_subtask_count": _open_subtasks,
        "actual_minutes": _actual_minutes,
    },
    filters={
        "archived": archived_filter,
        "status": lambda r: r.status == any_(bindparam("status", type_=ARRAY(Text))),
        "open": _unfinished,
        "closed": lambda r: r.status.in_(_CLOSED),
        "project_id": equals("project_id"),
        "area_id": _in_area,
        "parent_id": equals("parent_id"),
        "tag": has_tags,
        "priority": lambda r: r.priority == any_(bindparam("priority", type_=ARRAY(Integer))),
        "due_on": lambda r: r.due_date == _day("due_on"),
        "due_before": lambda r: r.due_date < _day("due_before"),
        "due_after": lambda r: r.due_date > _day("due_after"),
        "overdue": lambda r: _overdue(r, "overdue"),
        "not_overdue": lambda r: _overdue(r, "not_overdue").is_not(True),
        "no_due": lambda r: r.due_date.is_(None) == bindparam("no_due", type_=Boolean()),
        "scheduled_on": lambda r: r.scheduled_for == _day("scheduled_on"),
        "scheduled_before": lambda r: r.scheduled_for < _day("scheduled_before"),
        "q": _found,
        "ready": lambda r: _is_ready(r) == bindparam("ready", type_=Boolean()),
    },
    sorts={
        "due": (
            lambda r: r.due_date.asc().nulls_last(),
            lambda r: r.due_at.asc().nulls_last(),
            lambda r: r.priority,
        ),
        "priority": (lambda r: r.priority, lambda r: r.due_date.asc().nulls_last()),
        "created": (),
        "updated": (lambda r: r.updated_at.desc(),),
        "title": (lambda r: func.lower(r.title),),
        "position": (lambda r: r.position, lambda r: r.due_date.asc().nulls_last()),
        "completed": (lambda r: r.completed_at.desc().nulls_last(),),
    },
)

HISTORY = Feed(
    AuditEvent,
    TaskEventOut,
    filters={"entity_id": equals("entity_id")},
)


def conditions(query: TaskQuery, today: date | None) -> dict[str, object]:
    """Return the filters of a list; `today` is needed where `overdue` is asked for."""
    given = query.filters()
    trash = given.pop("deleted")
    if trash:
        del given["archived"]
    wants_open, overdue = given.pop("open"), given.pop("overdue")
    if wants_open is not None:
        given["open" if wants_open else "closed"] = True
    if overdue is not None:
        given["overdue" if overdue else "not_overdue"] = today
    if query.q is not None:
        given["q"] = prefixes(query.q)
    return given


def prefixes(words: str) -> str:
    """Return the tsquery in which a word begins with each of these.

    Each is quoted, so that nothing in it is read as an operator; the parser then takes it apart as it did
    the text that is searched. Words of punctuation alone find nothing.
    """
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words.translate(_WORDS).split())
    return " & ".join(f"'{word}':*" for word in quoted)


TASK_EXISTS = Query("SELECT true FROM task WHERE user_id = :owner AND id = :id")

LOCK_TASKS = Query(
    "SELECT * FROM task WHERE user_id = :owner AND id = any(CAST(:ids AS uuid[]))"
    " AND (deleted_at IS NULL OR CAST(:trash AS boolean)) ORDER BY id FOR NO KEY UPDATE"
)
"""Rows in the order of their ids, so that two of these cannot wait for each other."""

POINT_FACTOR = Query(
    "SELECT a.point_factor FROM area a WHERE a.user_id = :owner AND a.id = coalesce(CAST(:area_id AS uuid),"
    " (SELECT p.area_id FROM project p WHERE p.user_id = :owner AND p.id = CAST(:project_id AS uuid)))"
)

FOLLOWER = Query(
    "SELECT n.id, n.version = 1 AND n.status NOT IN ('done', 'cancelled')"
    " AND NOT EXISTS (SELECT FROM time_entry e WHERE e.user_id = n.user_id AND e.entity_id = n.id)"
    " AND NOT EXISTS (SELECT FROM task s WHERE s.user_id = n.user_id AND s.parent_id = n.id)"
    " AND NOT EXISTS (SELECT FROM task_dependency d WHERE d.user_id = n.user_id"
    " AND n.id IN (d.task_id, d.blocked_by_id)) AS untouched"
    " FROM task n WHERE n.user_id = :owner AND n.previous_id = :id AND n.deleted_at IS NULL"
    " FOR NO KEY UPDATE OF n"
)
"""The next task of a series and whether anybody has done anything to it."""

PARENTS = Query(
    "WITH RECURSIVE up (id, parent_id) AS ("
    "SELECT id, parent_id FROM task WHERE user_id = :owner AND id = :id"
    " UNION SELECT t.id, t.parent_id FROM task t JOIN up ON t.user_id = :owner AND t.id = up.parent_id)"
    " SELECT id FROM up"
)
"""A task and all that it is a part of."""
