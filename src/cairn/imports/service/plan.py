"""What becomes of a file: decided in one place, shown by the preview and carried out by the commit.

Nothing here reads or writes the database; what is there already comes in as `Present`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from cairn.imports.formats.base import Finding, Record, fingerprint
from cairn.imports.schemas import ImportCounts, Standing
from cairn.imports.service.convert import EPOCH, Converter, Surroundings
from cairn.imports.service.journal import EntryRow, plan_entries
from cairn.imports.service.order import in_order
from cairn.imports.service.reading import Content
from cairn.kit.ids import new_id
from cairn.planning.ids import ProjectId, TaskId
from cairn.planning.models import Project, Task

_LONGEST_NAME = 500
_CHANGED = (
    "Changed since it was imported; left as it is here. If the file is from another program, import it with"
    " a source label of its own."
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A task that was imported before."""

    task_id: TaskId
    digest: bytes
    alive: bool
    """Whether it is not in the trash."""


@dataclass(frozen=True, slots=True)
class Present:
    """What is there before the import."""

    around: Surroundings
    projects: dict[str, ProjectId]
    """By name in small letters."""
    known: dict[str, Earlier]
    """By external id, those of the same source."""
    known_entries: dict[str, bytes]
    """Content hashes of journal entries, by external id."""


@dataclass(slots=True)
class Row:
    """A record and the task that it becomes."""

    record: Record
    standing: Standing
    digest: bytes
    task_id: TaskId
    project_id: ProjectId | None
    made_at: datetime
    """When it was made, in the program that it comes from."""
    task: Task | None = None
    """None for a task that was imported before."""


@dataclass(slots=True)
class Plan:
    """What is to be made."""

    rows: list[Row] = field(default_factory=list)
    """Every record, in the order of the file."""
    new: list[Row] = field(default_factory=list)
    """The rows to write, each after those that it refers to."""
    projects: dict[ProjectId, tuple[Project, datetime]] = field(default_factory=dict)
    """Projects to make, with the moment at which they came to be."""
    matched: set[ProjectId] = field(default_factory=set)
    """Projects that were there and that new tasks join."""
    edges: list[tuple[TaskId, TaskId]] = field(default_factory=list)
    """(task, what it waits for)."""
    entries: list[EntryRow] = field(default_factory=list)
    """Every journal entry, in the order of the file."""
    findings: list[Finding] = field(default_factory=list)

    def counts(self) -> ImportCounts:
        """Return the numbers that a person wants to see."""
        tasks = [row.task for row in self.new if row.task is not None]
        done = sum(task.status == "done" for task in tasks)
        cancelled = sum(task.status == "cancelled" for task in tasks)
        return ImportCounts(
            tasks=len(self.rows),
            new=len(tasks),
            known=sum(row.standing == "known" for row in self.rows),
            changed=sum(row.standing == "changed" for row in self.rows),
            open=len(tasks) - done - cancelled,
            done=done,
            cancelled=cancelled,
            recurring=sum(task.recurrence_rule is not None for task in tasks),
            subtasks=sum(task.parent_id is not None for task in tasks),
            dependencies=len(self.edges),
            projects_new=len(self.projects),
            projects_matched=len(self.matched),
            areas_matched=len({task.area_id for task in tasks} - {None}),
            entries_new=sum(row.standing == "new" for row in self.entries),
            entries_known=sum(row.standing != "new" for row in self.entries),
        )


def plan(content: Content, present: Present) -> Plan:
    """Decide what becomes of the records of a file."""
    planner = _Planner(present, Plan(findings=list(content.findings)))
    planner.place(content.records)
    planner.convert()
    planner.connect()
    planner.plan.entries, left_out = plan_entries(
        content.entries, present.known_entries, present.around.whose, present.around.now
    )
    planner.plan.findings += left_out
    return planner.plan


class _Planner:
    def __init__(self, present: Present, planned: Plan) -> None:
        self.present = present
        self.plan = planned
        self.by_external: dict[str, Row] = {}
        self.new_projects: dict[str, ProjectId] = {}

    def place(self, records: Iterable[Record]) -> None:
        """Tell the new records from those that are known, and give them ids and projects."""
        now = self.present.around.now
        for record in records:
            digest = fingerprint(record)
            earlier = self.present.known.get(record.external_id)
            if earlier is None:
                made_at = _made_at(record, now)
                row = Row(
                    record, "new", digest, TaskId(new_id(made_at)), self._project(record, made_at), made_at
                )
            else:
                standing: Standing = "known" if earlier.digest == digest else "changed"
                project_id = self.present.projects.get(_project_name(record).casefold())
                row = Row(record, standing, digest, earlier.task_id, project_id, now)
                if standing == "changed":
                    self.plan.findings.append(Finding(record.place, "", record.title, _CHANGED))
            self.plan.rows.append(row)
            self.by_external[record.external_id] = row

    def _project(self, record: Record, made_at: datetime) -> ProjectId | None:
        name = _project_name(record)
        if not name:
            return None
        key = name.casefold()
        if key in self.present.projects:
            self.plan.matched.add(self.present.projects[key])
            return self.present.projects[key]
        if key not in self.new_projects:
            self.new_projects[key] = ProjectId(new_id(made_at))
            self.plan.projects[self.new_projects[key]] = (Project(name=name), made_at)
        project_id = self.new_projects[key]
        project, before = self.plan.projects[project_id]
        self.plan.projects[project_id] = (project, min(before, made_at))
        return project_id

    def convert(self) -> None:
        """Make the tasks, in an order in which each comes after its parent and its predecessor."""
        fresh = {row.task_id: row for row in self.plan.rows if row.standing == "new"}
        parents = {row.task_id: self._parent(row) for row in fresh.values()}
        previous = dict(self._series(fresh.values()))
        needs = {
            task_id: [
                need
                for need in (parents[task_id], previous.get(task_id))
                if need is not None and need in fresh
            ]
            for task_id in fresh
        }
        order, dropped = in_order(fresh, needs)
        for task_id, need in dropped:
            if parents[task_id] == need:
                parents[task_id] = None
                self._report(fresh[task_id], "parent", "Not made a sub-task: it would be a part of itself.")
            else:
                previous.pop(task_id)
        self.plan.new = [fresh[task_id] for task_id in order]
        guessed = 0
        for row in self.plan.rows:
            if row.standing == "new":
                converter = Converter(row.record, self.present.around)
                row.task = converter.task(
                    project_id=row.project_id,
                    parent_id=parents[row.task_id],
                    previous_id=previous.get(row.task_id),
                )
                self.plan.findings += converter.findings
                guessed += converter.guessed
        self._report_areas()
        if guessed:
            message = (
                f"The file does not say when {guessed} of the done tasks were done; the days are guesses."
            )
            self.plan.findings.append(Finding("file", "", "", message))

    def _parent(self, row: Row) -> TaskId | None:
        return None if row.record.parent is None else self._target(row, "parent", row.record.parent)

    def _target(self, row: Row, name: str, external_id: str) -> TaskId | None:
        """Return the task that a record refers to; a finding where it is not there or in the trash."""
        found = self.by_external.get(external_id)
        earlier = self.present.known.get(external_id)
        if found is None or (earlier is not None and not earlier.alive):
            self._report(row, name, "Left out: the task that it refers to is not imported.", external_id)
            return None
        return found.task_id

    @staticmethod
    def _series(fresh: Iterable[Row]) -> Iterator[tuple[TaskId, TaskId]]:
        """Chain the occurrences of each repeating task: (occurrence, the one before it).

        Only among new ones: a known occurrence may have been followed here by one of its own.
        """
        chains: defaultdict[str, list[Row]] = defaultdict(list)
        heads: dict[str, Row] = {}
        for row in fresh:
            if row.record.series is not None:
                chains[row.record.series].append(row)
            else:
                heads[row.record.external_id] = row
        for external_id, past in chains.items():
            past.sort(key=_when)
            links = [*past, heads[external_id]] if external_id in heads else past
            yield from ((later.task_id, earlier.task_id) for earlier, later in pairwise(links))

    def connect(self) -> None:
        """Turn dependencies into edges, without those that close a cycle."""
        needs: dict[TaskId, list[TaskId]] = {}
        for row in self.plan.rows:
            if row.standing == "new":
                targets = (self._target(row, "depends_on", other) for other in row.record.depends_on)
                # A set would lose the order of the file.
                needs[row.task_id] = list(dict.fromkeys(t for t in targets if t not in {None, row.task_id}))
        rows = {row.task_id: row for row in self.plan.rows}
        _, dropped = in_order(rows, needs)
        for task_id, need in dropped:
            needs[task_id].remove(need)
            message = "It does not wait for this task: they would wait for each other."
            self._report(rows[task_id], "depends_on", message, rows[need].record.title)
        self.plan.edges = [(task_id, need) for task_id, found in needs.items() for need in found]

    def _report_areas(self) -> None:
        known = self.present.around.areas
        unknown: dict[str, Record] = {}
        for row in self.plan.rows:
            area = row.record.area
            if row.standing == "new" and area and area.casefold() not in known:
                unknown.setdefault(area.casefold(), row.record)
        for record in unknown.values():
            message = "There is no area of this name: its tasks have it as a tag."
            self.plan.findings.append(Finding(record.place, "area", record.area or "", message))

    def _report(self, row: Row, name: str, message: str, value: str = "") -> None:
        self.plan.findings.append(Finding(row.record.place, name, value, message))


def _project_name(record: Record) -> str:
    return " / ".join(record.project)[:_LONGEST_NAME].strip()


def _when(row: Row) -> tuple[str, str]:
    """Sort occurrences by when they were due, as text: some have a time of day and some have not."""
    record = row.record
    at = record.due_at or record.due_date or record.completed_at or record.created_at
    return ("" if at is None else at.isoformat(), record.external_id)


def _made_at(record: Record, now: datetime) -> datetime:
    """Return when it was made, as far as the file tells; never in the future."""
    return min(max(record.created_at or record.completed_at or now, EPOCH), now)
