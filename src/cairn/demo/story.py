"""The two years as a list of tasks in wall time: nothing of the database, and the same at every telling.

Every draw comes from a generator that is seeded with a fixed word, and days are counted from `today`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from cairn.demo.everyday import ERRANDS, ROUTINES, Errands, Routine
from cairn.demo.memories import PAST
from cairn.demo.undertakings import PRESENT, Undertaking
from cairn.planning.recurrence import occurrences
from cairn.rewards.rules import default_story_points

UNDERTAKINGS = (*PAST, *PRESENT)
WEEKS = 104
_DAY = timedelta(days=1)
_AWAY = ((470, 456), (100, 91))
"""Holidays, as (first, last) days ago."""
_SATURDAY = 5
_GIVEN_UP, _PUT_OFF, _STILL_OPEN = 0.03, 0.06, 0.5
"""Shares of the errands, each including those before; the last of those of the last two weeks."""
_MOVED_ON = 3
"""How many errands are put off again and again."""
_STEP = re.compile(
    r"(?P<mark>[>-]?)\s*(?P<title>.*?)\s*~(?P<minutes>\d+)(?P<tags>(?: #\w+)*)(?: !(?P<reason>.*))?"
)


def dice(name: str) -> Random:
    """Return the dice for one part of the story; they fall the same way each time."""
    return Random(f"two years:{name}")  # noqa: S311 - a story, not a secret


@dataclass(slots=True, kw_only=True)
class Deed:
    """A task of the story. Times are wall times."""

    key: str
    """Stable name within the story."""
    title: str
    area: str
    """Slug."""
    created: datetime
    minutes: int
    """Effort expected."""
    project: str | None = None
    part_of: str | None = None
    waits_for: str | None = None
    previous: str | None = None
    status: str = "todo"
    done: datetime | None = None
    spent: int = 0
    """Minutes that it took; 0 where nobody looked at the clock."""
    due: date | None = None
    scheduled: date | None = None
    rollovers: int = 0
    priority: int = 3
    story_points: int | None = None
    tags: tuple[str, ...] = ()
    rule: str | None = None
    mode: str | None = None
    rule_start: date | None = None
    reason: str | None = None
    """What it waits for, in words."""


@dataclass(slots=True)
class Story:
    """All deeds; each comes after those that it refers to."""

    today: date
    deeds: list[Deed] = field(default_factory=list)

    def ago(self, days: float) -> date:
        """Return the day that many days before today."""
        return self.today - timedelta(days=round(days))

    def away(self, day: date) -> bool:
        """Whether the person is away on a day."""
        if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
            return True
        return any(self.ago(first) <= day <= self.ago(last) for first, last in _AWAY)

    def fitting(self, day: date, area: str) -> date:
        """Return the first day from `day` on that suits an area: work on weekdays, nothing on holidays."""
        while self.away(day) or (area == "day-job" and day.weekday() >= _SATURDAY):
            day += _DAY
        return day

    def latest(self, area: str) -> date:
        """Return the last day before today that suits an area."""
        day = self.ago(1)
        while self.fitting(day, area) != day:
            day -= _DAY
        return day


def tell(today: date) -> Story:
    """Return the story as it stands on the morning of a day."""
    story = Story(today)
    for undertaking in UNDERTAKINGS:
        story.deeds += _steps(story, undertaking)
    for routine in ROUTINES:
        story.deeds += _occurrences(story, routine)
    for errands in ERRANDS:
        story.deeds += _errands(story, errands)
    _keep_putting_off(story)
    _settle(story)
    return story


def _keep_putting_off(story: Story) -> None:
    """Have the youngest of what has no day taken up again, and moved from one day to the next since."""
    waiting = sorted(
        (deed for deed in story.deeds if deed.status == "backlog"), key=lambda deed: deed.created
    )
    for count, deed in enumerate(waiting[-_MOVED_ON:], start=_MOVED_ON):
        deed.status, deed.scheduled, deed.rollovers = "todo", story.today, count


# --- projects ----------------------------------------------------------------------------------------


def _steps(story: Story, project: Undertaking) -> Iterator[Deed]:
    rng = dice(project.name)
    lines = project.lines()
    length = project.began - project.ends
    began = datetime.combine(story.ago(project.began), time(20, 0))
    over = project.ends > 0
    done_steps = len(lines) if over else int(len(lines) * min(1, project.began / length * project.pace))
    last: Deed | None = None
    for n, line in enumerate(lines):
        match = _STEP.fullmatch(line)
        if match is None:
            raise ValueError(f"{project.name}: {line!r} is no step.")
        minutes = int(match["minutes"])
        planned = story.fitting(story.ago(project.began - (n + 0.8) / len(lines) * length), project.area)
        deed = Deed(
            key=f"{project.name}:{n}",
            title=match["title"],
            area=project.area,
            project=project.name,
            created=began + timedelta(minutes=3 * n),
            minutes=minutes,
            priority=project.priority if rng.random() < 0.5 else 3,  # noqa: PLR2004 - every other one
            story_points=default_story_points(minutes) if rng.random() < 0.6 else None,  # noqa: PLR2004
            tags=tuple(tag.strip() for tag in match["tags"].split("#") if tag.strip()),
        )
        if match["mark"] == ">" and last is not None:
            deed.waits_for = last.key
        if match["mark"] == "-" and last is not None:
            deed.part_of = last.key
        if n < done_steps:
            behind = (n + 1) / done_steps * (project.began - project.quiet)
            _finish(story, rng, deed, planned if over else story.ago(project.began - behind))
        else:
            deed.reason = match["reason"]
            _leave_open(rng, deed, planned, is_next=n == done_steps and project.status == "active")
        yield deed
        last = deed if match["mark"] != "-" else last


def _leave_open(rng: Random, deed: Deed, planned: date, *, is_next: bool) -> None:
    if is_next:
        deed.status = "in_progress" if rng.random() < 0.7 else "todo"  # noqa: PLR2004 - most of them
    if is_next or rng.random() < 0.6:  # noqa: PLR2004 - more than half have a date
        deed.due = planned
    if deed.reason:
        deed.status = "blocked"


def _finish(story: Story, rng: Random, deed: Deed, day: date) -> None:
    """Have a deed done on the first fitting day; the hour follows the area and the weekday."""
    day = min(story.fitting(max(day, deed.created.date()), deed.area), story.latest(deed.area))
    weekend = day.weekday() >= _SATURDAY
    if deed.area == "day-job":
        hour = rng.randint(10, 16)
    elif weekend:
        hour = rng.randint(10, 18)
    else:
        hour = rng.choice((7, 18, 19, 20, 20, 21))
    deed.status = "done"
    deed.done = max(datetime.combine(day, time(hour, rng.randrange(60))), deed.created + timedelta(minutes=5))
    deed.due = deed.due or (day + timedelta(days=rng.randint(-1, 3)) if rng.random() < 0.5 else None)  # noqa: PLR2004


# --- what repeats ------------------------------------------------------------------------------------


def _occurrences(story: Story, routine: Routine) -> Iterator[Deed]:
    rng = dice(routine.title)
    start = story.ago(routine.since)
    if routine.mode == "schedule":
        days = occurrences(routine.rule, start, limit=2000, until=story.today + timedelta(days=400))
    else:
        days = [start]
    due = start = days[0]
    created = datetime.combine(start - _DAY, time(21, 0))
    previous: str | None = None
    for n in range(2000):
        deed = Deed(
            key=f"{routine.title}:{n}",
            title=routine.title,
            area=routine.area,
            created=created,
            minutes=routine.minutes,
            due=due,
            priority=routine.priority,
            tags=routine.tags,
            previous=previous,
            rule=routine.rule,
            mode=routine.mode,
            rule_start=start,
        )
        yield deed
        late = rng.choices((0, 1, 2), (86, 10, 4))[0]
        day = story.fitting(due + timedelta(days=late), routine.area)
        if day >= story.today:
            return
        minute = rng.randrange(50)
        deed.status, deed.done = "done", datetime.combine(day, time(routine.hour, minute))
        created, previous = deed.done, deed.key
        if routine.mode == "schedule":
            due = next(later for later in days if later > max(due, day))
        else:
            due = start = day + timedelta(days=int(routine.rule.rpartition("=")[2]))


# --- single errands ----------------------------------------------------------------------------------


def _errands(story: Story, errands: Errands) -> Iterator[Deed]:
    rng = dice(errands.area)
    pool = [
        (sentence.format(thing), minutes)
        for sentence, things, minutes in errands.sentences
        for thing in things.split("|")
    ]
    rng.shuffle(pool)
    count, put_off = 0, set[str]()
    for week in range(WEEKS, -1, -1):
        number = int(errands.weekly) + (rng.random() < errands.weekly % 1)
        for _ in range(number):
            title, minutes = pool[count % len(pool)]
            count += 1
            born = story.ago(week * 7 + rng.randrange(7))
            if born >= story.today or title in put_off or (errands.area == "day-job" and story.away(born)):
                continue
            deed = Deed(
                key=f"{errands.area}:{count}",
                title=title,
                area=errands.area,
                created=datetime.combine(born, time(rng.randint(8, 21), rng.randrange(60))),
                minutes=minutes,
                priority=rng.choices((1, 2, 3, 4), (4, 16, 60, 20))[0],
                story_points=default_story_points(minutes) if rng.random() < 0.3 else None,  # noqa: PLR2004
                tags=errands.tags if rng.random() < 0.7 else (),  # noqa: PLR2004 - most
            )
            _decide(story, rng, deed, is_first=count <= len(pool))
            if deed.status == "backlog":
                put_off.add(title)
            yield deed


def _decide(story: Story, rng: Random, deed: Deed, *, is_first: bool) -> None:
    """Have an errand done within some days, given up, put off, or still to do."""
    born = deed.created.date()
    delay = rng.choices((0, 1, 2, 4, 7, 12), (25, 25, 20, 15, 10, 5))[0]
    day = story.fitting(born + timedelta(days=delay), deed.area)
    fate = rng.random()
    if born >= story.ago(14) and fate < _STILL_OPEN:
        day = story.fitting(story.ago(rng.randint(-9, 3)), deed.area)
    elif fate < _GIVEN_UP:
        deed.status = "cancelled"
        return
    elif fate < _PUT_OFF and is_first and born < story.ago(30):
        deed.status = "backlog"
        return
    elif day < story.today:
        _finish(story, rng, deed, day)
        return
    if rng.random() < 0.5:  # noqa: PLR2004 - every other one
        deed.due = day
    else:
        deed.scheduled = max(day, story.today)
        deed.rollovers = rng.randrange(3)


# --- the clock ---------------------------------------------------------------------------------------


def _settle(story: Story) -> None:
    """Put the deeds of each day one after the other, so that nobody does two things at once."""
    rng = dice("clock")
    by_day: defaultdict[date, list[Deed]] = defaultdict(list)
    for deed in story.deeds:
        if deed.done is not None:
            by_day[deed.done.date()].append(deed)
    for day in sorted(by_day):
        free_from = datetime.combine(day, time(6, 30))
        midnight = datetime.combine(day, time(23, 50))
        for deed in sorted(by_day[day], key=lambda d: (d.done, d.key)):
            took = max(5, round(deed.minutes * rng.uniform(0.7, 1.5) / 5) * 5)
            done = max(deed.done or free_from, free_from + timedelta(minutes=took))
            if done > midnight:
                deed.done = midnight
                continue
            deed.done, free_from = done, done
            if took >= 20 and rng.random() < 0.45:  # noqa: PLR2004 - short things are not timed
                deed.spent = took
