"""Writing the story into an account: rows with the past's own times, through the domains' bulk writes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from cairn.demo.aims import GROUNDS
from cairn.demo.cast import Cast
from cairn.demo.inward import add_inward
from cairn.demo.progress import add_goals
from cairn.demo.queries import AREAS
from cairn.demo.story import UNDERTAKINGS, Deed, dice, tell
from cairn.identity.people import person
from cairn.kit.db.work import Database, Work
from cairn.kit.ids import UserId, new_id
from cairn.planning.defaults import default_areas
from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.planning.models import Pillar, Project, Task, TimeEntry
from cairn.planning.queries.structure import AREAS as AREA_ROWS
from cairn.planning.queries.structure import PILLARS, PROJECTS
from cairn.planning.queries.time import ENTRIES
from cairn.planning.recurrence import RepeatMode
from cairn.planning.recurrence_text import describe
from cairn.planning.service.complete import occasion as task_done
from cairn.planning.service.create import add_tasks
from cairn.planning.service.depend import add_dependencies
from cairn.planning.service.projects import occasion as project_done
from cairn.rewards.rules import project_alignment, task_points
from cairn.rewards.service import Earning, earn_many

_STRETCH = 500


async def fill(database: Database, user_id: UserId, today: date) -> dict[str, int]:
    """Give an account the two years that end on the morning of `today`; return how many rows of each kind.

    One transaction. What is there already stays: filled twice, everything is there twice.
    """
    async with database.work(user_id) as work:
        cast = Cast(await person(work), tell(today))
        counts = {"pillars": await _add_structure(work, cast), "projects": await _add_projects(work, cast)}
        counts["tasks"] = await _add_deeds(work, cast)
        counts["dependencies"] = await _add_dependencies(work, cast)
        counts["ledger_entries"] = await _pay(work, cast)
        counts["time_entries"] = await _add_time(work, cast)
        counts["goals"], counts["snapshots"] = await add_goals(work, cast)
        counts |= await add_inward(work, cast)
    return counts


async def _add_structure(work: Work, cast: Cast) -> int:
    """Add pillars, put the areas that are there on them, and add those that are not."""
    made_at = [cast.morning(729)] * len(GROUNDS)
    pillars = [
        Pillar(
            name=ground.name,
            vision=ground.vision,
            target_share=ground.share,
            alignment_strength=ground.strength,
            colour=ground.colour,
            position=position,
        )
        for position, ground in enumerate(GROUNDS)
    ]
    ids = await PILLARS.add_many(work, pillars, made_at=made_at)
    present = {row.slug for row in await work.db.rows(AREAS)}
    await AREA_ROWS.add_many(work, [area for area in default_areas() if area.slug not in present])
    cast.areas = {row.slug: (AreaId(row.id), row.point_factor) for row in await work.db.rows(AREAS)}
    for ground, pillar_id in zip(GROUNDS, ids, strict=True):
        for slug, importance in ground.areas.items():
            changes = {"pillar_id": pillar_id, "importance": importance}
            await AREA_ROWS.patch(work, cast.areas[slug][0], changes)
    return len(pillars)


async def _add_projects(work: Work, cast: Cast) -> int:
    projects, made_at, earnings = [], [], []
    for undertaking in UNDERTAKINGS:
        over = undertaking.ends > 0
        at = cast.morning(undertaking.began)
        project_id = cast.projects[undertaking.name] = ProjectId(new_id(at))
        ended = _last_done(cast.story.deeds, undertaking.name) if over else None
        projects.append(
            Project(
                name=undertaking.name,
                area_id=cast.areas[undertaking.area][0],
                status="completed" if over else undertaking.status,
                priority=undertaking.priority,
                start_date=cast.story.ago(undertaking.began),
                due_date=cast.story.ago(undertaking.ends),
                completed_at=cast.at(ended) if ended else None,
                completion_count=1 if over else 0,
            )
        )
        made_at.append(at)
        if ended is not None:
            importance = next(g.areas[undertaking.area] for g in GROUNDS if undertaking.area in g.areas)
            amount = project_alignment(priority=undertaking.priority, area_importance=importance)
            earnings.append(_earning(cast, project_id, ended, amount))
    await PROJECTS.add_many(work, projects, row_ids=list(cast.projects.values()), made_at=made_at)
    await earn_many(work, earnings)
    return len(projects)


def _earning(cast: Cast, project_id: ProjectId, ended: datetime, amount: int) -> Earning:
    at = cast.at(ended)
    return Earning(
        project_done(project_id, 1), amount, at, cast.whose.local_day(at), cast.whose.zone.key, "alignment"
    )


def _last_done(deeds: Iterable[Deed], project: str) -> datetime | None:
    """Return when the last step of a project was done."""
    return max((deed.done for deed in deeds if deed.project == project and deed.done), default=None)


async def _add_deeds(work: Work, cast: Cast) -> int:
    deeds = cast.story.deeds
    made_at = [cast.at(deed.created) for deed in deeds]
    cast.tasks = {deed.key: TaskId(new_id(at)) for deed, at in zip(deeds, made_at, strict=True)}
    for start in range(0, len(deeds), _STRETCH):
        part = deeds[start : start + _STRETCH]
        await add_tasks(
            work,
            [_task(cast, deed) for deed in part],
            ids=[cast.tasks[deed.key] for deed in part],
            made_at=made_at[start : start + _STRETCH],
        )
    return len(deeds)


def _task(cast: Cast, deed: Deed) -> Task:
    done_at = cast.at(deed.done) if deed.done else None
    mode: RepeatMode = "after_completion" if deed.mode == "after_completion" else "schedule"
    return Task(
        title=deed.title,
        area_id=None if deed.project else cast.areas[deed.area][0],
        project_id=cast.projects[deed.project] if deed.project else None,
        parent_id=cast.tasks[deed.part_of] if deed.part_of else None,
        previous_id=cast.tasks[deed.previous] if deed.previous else None,
        priority=deed.priority,
        status=deed.status,
        blocked_reason=deed.reason if deed.status == "blocked" else None,
        tags=list(deed.tags),
        due_date=deed.due,
        scheduled_for=deed.scheduled,
        rollover_count=deed.rollovers,
        story_points=deed.story_points,
        estimate_minutes=deed.minutes,
        recurrence_rule=deed.rule,
        recurrence_mode=deed.mode,
        recurrence_start=deed.rule_start,
        recurrence_text=describe(deed.rule, mode) if deed.rule else None,
        completed_at=done_at,
        completed_on=cast.whose.local_day(done_at) if done_at else None,
        completion_count=1 if done_at else 0,
    )


async def _add_dependencies(work: Work, cast: Cast) -> int:
    edges = [
        (cast.tasks[deed.key], cast.tasks[deed.waits_for])
        for deed in cast.story.deeds
        if deed.waits_for is not None
    ]
    await add_dependencies(work, edges)
    return len(edges)


async def _pay(work: Work, cast: Cast) -> int:
    earnings = []
    for deed in cast.story.deeds:
        if deed.done is not None:
            amount = task_points(
                story_points=deed.story_points,
                estimate_minutes=deed.minutes,
                priority=deed.priority,
                area_factor=cast.areas[deed.area][1],
            )
            at = cast.at(deed.done)
            day, zone = cast.whose.local_day(at), cast.whose.zone.key
            earnings.append(Earning(task_done(cast.tasks[deed.key], 1), amount, at, day, zone))
    return await earn_many(work, earnings)


async def _add_time(work: Work, cast: Cast) -> int:
    rng = dice("energy")
    entries: list[TimeEntry] = []
    for deed in cast.story.deeds:
        if deed.done is None or not deed.spent:
            continue
        started = cast.at(deed.done - timedelta(minutes=deed.spent))
        entries.append(
            TimeEntry(
                entity_id=cast.tasks[deed.key],
                started_at=started,
                ended_at=cast.at(deed.done),
                kind="collaborative" if "calls" in deed.tags else "focused",
                energy=rng.choice((4, 5, 6, 6, 7, 7, 8)),
                productivity=rng.choice((4, 5, 6, 7, 7, 8, 9)),
                local_date=cast.whose.local_day(started),
                timezone=cast.whose.zone.key,
            )
        )
    await ENTRIES.add_many(work, entries, made_at=_ends(entries), row_ids=[new_id(e) for e in _ends(entries)])
    return len(entries)


def _ends(entries: Sequence[TimeEntry]) -> list[datetime]:
    return [entry.ended_at for entry in entries if entry.ended_at is not None]
