"""Tasks, places and moments for the ranked day: single ones, and Hypothesis strategies of any."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from cairn.kit.clock import zone
from cairn.today.factors import Candidate, Factor, Moment, Place
from cairn.today.rules import PRESETS, resolve_weights

BERLIN = zone("Europe/Berlin")
NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)  # noon in Berlin, a Monday
TODAY = date(2026, 5, 4)
MOMENT = Moment(NOON, BERLIN, day_start_hour=4, hours_per_day=6)
PROJECT, AREA, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)


def task(number: int = 1, /, **facts: object) -> Candidate:
    return Candidate(UUID(int=number))._replace(**facts)  # type: ignore[arg-type]


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


ids = st.sampled_from([None, PROJECT, AREA, OTHER])
unit = st.none() | st.floats(allow_nan=False, allow_infinity=False)
places = st.builds(
    Place,
    project_id=ids,
    area_id=ids,
    pillar_share=unit,
    pillar_strength=unit,
    area_importance=st.none() | st.integers(1, 5),
    project_importance=st.none() | st.integers(1, 5),
    project_activity_days=st.none() | st.floats(-1, 4000),
    area_is_work=st.none() | st.booleans(),
)
candidates = st.builds(
    Candidate,
    id=st.uuids(),
    place=places,
    due_at=st.none() | st.floats(-900, 900).map(hours),
    due_day=st.none() | st.dates(),
    remaining_minutes=st.none() | st.integers(0, 10_000),
    priority=st.none() | st.integers(1, 4),
    goal_coherence=unit,
    unblocks=st.integers(0, 9),
    energy_demand=st.sampled_from([None, "low", "medium", "high"]),
    skill_gap=st.none() | st.booleans(),
)
moments = st.builds(
    Moment,
    now=st.just(NOON),
    zone=st.just(BERLIN),
    day_start_hour=st.integers(0, 23),
    hours_per_day=st.floats(0.1, 24),
    max_pillar_share=st.none() | st.floats(0, 1),
    has_goals=st.booleans(),
    phase=st.sampled_from([None, "peak", "steady", "off_peak"]),
    peak_hours=st.booleans(),
    working_hours=st.none() | st.booleans(),
    last_project_id=ids,
    last_area_id=ids,
)
weightings = st.builds(
    resolve_weights,
    st.sampled_from(sorted(PRESETS)),
    st.dictionaries(st.sampled_from(list(Factor)), st.sampled_from([0, 0.1, 1, 2])),
)
