"""The page of the archive's format, made from the models and their rules."""

from cairn.data.rules import Leaves, rule_of, shown_columns
from cairn.models import Base
from tools.pages import DOCS, Generated, table

HEAD = """\
# The archive

What `cairn export` and `POST /api/v1/data/export` make: one ZIP file with everything that one person owns,
as it was at one moment. [How to make one and what to do with it](../how-to/export.md).

| Path | Content |
| --- | --- |
| `README.txt` | what it is, in ten lines |
| `data/TABLE.jsonl` | the rows of a table, one JSON object a line |
| `facts/TABLE.jsonl` | rows about the account that it was made of |
| `csv/TABLE.csv` | the same rows once more as a table with headings, for people |
| `files/` | uploaded files; none are kept yet |
| `manifest.json` | what follows |

The manifest is one JSON object: `format` (`cairn-archive`), `format_version` (1), `program_version`,
`schema_revision` (the newest migration of the database), `made_at`, `account_id`, `files` (how many),
`counts` (table to rows) and `parts`. Each part has `path`, `table`, `role` (`data`, `facts`, or `copy` for
what repeats another part or holds no rows), `rows`, `bytes` (not compressed) and `sha256`. The version of
the format is raised when a program that knows the old one could not read the new one.

Rows are in the order of their keys. Names of members are those of the columns. Ids are UUIDs, instants ISO
8601 in UTC with microseconds, days `YYYY-MM-DD`, decimals exact JSON numbers, bytes `\\\\x` and hexadecimal
digits. A column that the database computes and one that is secret (hashes of passwords, tokens and codes)
are not in it.

This page is made from the code by `python -m tools.reference`.

## Tables

"""

_WORDS = {Leaves.DATA: "data", Leaves.FACTS: "facts", Leaves.STAYS: "not in it"}


def body() -> str:
    """Return the page."""
    rows = []
    for found in sorted(Base.metadata.tables.values(), key=lambda t: t.name):
        rule = rule_of(found)
        left_out = sorted({c.name for c in found.columns} - {c.name for c in shown_columns(found)})
        hidden = ", ".join(f"`{name}`" for name in left_out) if rule.leaves is not Leaves.STAYS else ""
        rows.append((f"`{found.name}`", _WORDS[rule.leaves], rule.why, hidden))
    return HEAD.replace("\\\\", "\\") + table(("Table", "Part", "Why", "Without"), rows) + "\n"


PAGE = Generated(DOCS / "reference" / "archive.md", body)
