"""How a person wants their day ranked: preset, multipliers, and what feedback has taught."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from cairn.identity.people import person
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.problems import Stale
from cairn.today import queries
from cairn.today.factors import Factor
from cairn.today.learning import Movement, learned, unfaded
from cairn.today.rules import Preset, resolve_weights


@dataclass(frozen=True, slots=True)
class Preference:
    """The preference of one person."""

    preset: Preset
    multipliers: dict[Factor, float]
    """Times the preset's weight, 0 to 2; 1 for those that are absent."""
    movements: tuple[Movement, ...]
    updated_at: datetime | None
    """None while the person has never changed anything."""
    version: int

    def weights(self, today: date, preset: Preset | None = None) -> dict[Factor, float]:
        """Return the weights that hold on a day, of another preset where one is named."""
        plain = resolve_weights(preset or self.preset, self.multipliers)
        return learned(plain, self.movements, today)


async def preference_of(work: ReadWork) -> Preference:
    """Return the preference of the owner of the unit of work."""
    row = await work.db.row(queries.PREFERENCE)
    return _load(row) if row else Preference("balance", {}, (), None, 0)


async def change_preference(
    work: Work, *, preset: Preset | None, multipliers: Mapping[Factor, float | None], if_match: int | None
) -> Preference:
    """Change what is named; a multiplier of None goes back to 1. Raises Stale."""
    held = await _hold(work)
    if if_match is not None and held.version != if_match:
        raise Stale(f"The newest version is {held.version}.", version=held.version)
    merged = {**held.multipliers, **multipliers}
    kept = {factor: value for factor, value in merged.items() if value is not None and value != 1}
    return await _keep(work, held, preset or held.preset, kept, held.movements)


async def learn(work: Work, movement: Movement) -> Preference:
    """Add what an answer has taught, and forget what has faded."""
    held = await _hold(work)
    movements = (*unfaded(held.movements, (await person(work)).today(work.clock)), movement)
    return await _keep(work, held, held.preset, held.multipliers, movements)


async def _hold(work: Work) -> Preference:
    row = await work.db.row(queries.LOCK_PREFERENCE, now=work.clock.now())
    return _load(cast("Row", row))


async def _keep(
    work: Work,
    before: Preference,
    preset: Preset,
    multipliers: Mapping[Factor, float],
    movements: tuple[Movement, ...],
) -> Preference:
    weights = {
        "multipliers": dict(multipliers),
        "movements": [movement._asdict() for movement in movements],
    }
    row = await work.db.row(queries.KEEP_PREFERENCE, preset=preset, weights=weights, now=work.clock.now())
    after = _load(cast("Row", row))
    changes = {
        "preset": (before.preset, after.preset),
        "multipliers": (before.multipliers, after.multipliers),
        "movements": (len(before.movements), len(after.movements)),
    }
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    await record(work, "update", "ranking_preference", changes=changed or None)
    return after


def _load(row: Row) -> Preference:
    weights: dict[str, Any] = row.weights
    return Preference(
        preset=row.preset,
        multipliers={Factor(name): value for name, value in weights.get("multipliers", {}).items()},
        movements=tuple(
            Movement(Factor(item["factor"]), item["by"], date.fromisoformat(item["on"]))
            for item in weights.get("movements", ())
        ),
        updated_at=row.updated_at if row.version else None,
        version=row.version,
    )
