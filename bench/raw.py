"""The raw limit: the program's own SQL through pgbench, on the same server, in the same run."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from cairn.kit.db._pghost import server_account, server_programs
from cairn.kit.db.sql import Query


class Sql(str):  # noqa: SLOT000 - a text with a meaning, nothing more
    """SQL that stands for a value, such as a new id each time."""


_CAST = re.compile(r"\$(\d+)")


def pgbench(url: str, data_dir: Path, script: str, *, clients: int, seconds: float) -> float:
    """Run a script and return its transactions a second."""
    program = server_programs(server_account(data_dir / "postgres")) / "pgbench"
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as file:
        file.write(script)
    command = [str(program), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(int(seconds))]
    try:
        done = subprocess.run(
            [*command, "-f", file.name, url], capture_output=True, text=True, check=False, env=os.environ
        )
    finally:
        Path(file.name).unlink()
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stderr + script)
    return round(float(found[1]), 1)


def entered(person: str, body: str) -> str:
    """Wrap SQL as the program does: role and owner with the transaction."""
    enter = f"SET LOCAL ROLE cairn_app;\nSELECT cairn_enter('{person}'::uuid, NULL::uuid, now());"
    return f"BEGIN;\n{enter}\n{body};\nCOMMIT;\n"


def inlined(query: Query, values: dict[str, object]) -> str:
    """Return a statement of the program with its values as literals, on one line."""
    args = query.args(values)
    text = _CAST.sub(lambda m: _literal(args[int(m[1]) - 1]), query.text)
    return " ".join(text.split())


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Sql):
        return value
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, list):
        return "'{" + ",".join(str(v) for v in value) + "}'"
    if isinstance(value, dict):
        return f"'{json.dumps(value)}'"
    return f"'{value}'"
