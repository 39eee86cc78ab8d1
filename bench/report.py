"""Where the figures go: the terminal, a JSON file, and the page of the documentation."""

import json
import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def machine() -> str:
    """Name what was measured on, without naming the machine."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def write(figures: dict[str, Any]) -> None:
    """Write bench/out/latest.json and put the tables into the page."""
    out = ROOT / "bench" / "out"
    out.mkdir(exist_ok=True)
    (out / "latest.json").write_text(json.dumps(figures, indent=2) + "\n")
    text = PAGE.read_text() if PAGE.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    block = f"{BEGIN}\n\n{tables(figures)}\n{END}"
    PAGE.write_text(re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: block, text, flags=re.DOTALL))


def tables(figures: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    parts = [f"Measured on {datetime.now(UTC):%Y-%m-%d} ({machine()}).\n"]
    for title, rows in figures.items():
        if not rows:
            continue
        head = list(dict.fromkeys(key for row in rows for key in row))
        lines = [f"### {title}\n", "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
        lines += ["| " + " | ".join(_cell(row.get(key, "")) for key in head) + " |" for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
