"""What is known of the latest backups: in the data directory, for whoever looks after the installation."""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

FILE_NAME = "backups.json"


@dataclass(frozen=True, slots=True)
class State:
    """The latest of each."""

    made_at: datetime | None = None
    """When the last good backup was made; it was read again as a whole."""
    file: str | None = None
    """Where it is."""
    restored_at: datetime | None = None
    """When one was last restored for a trial, and every row compared."""
    failed_at: datetime | None = None
    """When one failed that no good one has followed."""
    failure: str | None = None
    """Why, without what people wrote."""


def read_state(data_dir: Path) -> State:
    """Return the state; of nothing where the file is not there or is damaged."""
    try:
        found: dict[str, Any] = json.loads((data_dir / FILE_NAME).read_text("utf-8"))
        times = {name: datetime.fromisoformat(found[name]) for name in _TIMES if found.get(name)}
        return State(**{**found, **times})
    except (OSError, ValueError, TypeError):
        return State()


_TIMES = ("made_at", "restored_at", "failed_at")


def note(data_dir: Path, **changes: Any) -> None:
    """Change the state; the file is replaced at once and whole."""
    if not data_dir.exists():
        return
    path = data_dir / FILE_NAME
    told = {name: _plain(value) for name, value in asdict(replace(read_state(data_dir), **changes)).items()}
    draft = path.with_name(f".{path.name}-{os.urandom(8).hex()}")
    draft.write_text(json.dumps(told), "utf-8")
    draft.replace(path)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
