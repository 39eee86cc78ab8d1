"""The page of settings, made from the classes that read them."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from cairn.kit.docstrings import descriptions
from cairn.settings import Settings
from tools.pages import DOCS, Generated, one_line, table

HEAD = """\
# Settings

Cairn runs without any setting. What you want otherwise you put into the environment of `make run`,
`cairn serve` or `cairn worker`; there is no configuration file. A value that cannot be right ends the program
with a sentence that names the variable, and so does a misspelt name within a section.

Lists are written as JSON, for example `CAIRN_HTTP__CORS_ORIGINS='["https://home.example"]'`; yes and no as
`true` and `false`. Two underscores stand between a section and its setting.

This page is made from the code by `python -m tools.reference`.
"""

TAIL = """\
What the command line reads for itself stands in [its own page](cli.md#environment).
"""

TITLES = {"http": "HTTP", "db": "Database", "auth": "Accounts", "log": "Logs"}
DEFAULT_WORDS = {
    "data_dir": "the platform's folder for a person's data; for root `/var/lib/cairn`",
    "database_url": "the embedded database",
    "secret_key": "made at the first start and kept in the data directory",
}


class Setting(NamedTuple):
    """One variable of the environment."""

    name: str
    kind: str
    default: str
    text: str


def settings_of(model: type[BaseModel], prefix: str = "CAIRN_") -> Iterator[Setting]:
    """Yield the variables of a section, without those of the sections in it."""
    texts = descriptions(model)
    for name, field in model.model_fields.items():
        if section_of(field) is None:
            default = DEFAULT_WORDS.get(name) or _default(field)
            yield Setting(prefix + name.upper(), _kind(field), default, texts.get(name, ""))


def names() -> frozenset[str]:
    """Return the name of every setting."""
    found = {setting.name for setting in settings_of(Settings)}
    for name, field in Settings.model_fields.items():
        if (section := section_of(field)) is not None:
            found |= {setting.name for setting in settings_of(section, f"CAIRN_{name.upper()}__")}
    return frozenset(found)


def section_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the section that a field holds, if it does."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def body() -> str:
    """Return the page."""
    parts = [HEAD, "## General\n", _table(settings_of(Settings))]
    for name, field in Settings.model_fields.items():
        if (section := section_of(field)) is not None:
            parts += [
                f"## {TITLES.get(name, name.title())}\n",
                one_line(section.__doc__ or "") + "\n",
                _table(settings_of(section, f"CAIRN_{name.upper()}__")),
            ]
    return "\n".join(parts) + "\n" + TAIL


def _table(settings: Iterator[Setting]) -> str:
    rows = [(f"`{s.name}`", s.kind, s.default, s.text) for s in settings]
    return table(("Variable", "Value", "Default", "Meaning"), rows) + "\n"


def _default(field: FieldInfo) -> str:
    if field.default in (None, PydanticUndefined, ()):
        return "none"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _kind(field: FieldInfo) -> str:
    kind: Any = field.annotation
    given = [part for part in get_args(kind) if part is not type(None)]
    if get_origin(kind) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(kind))
    if kind is SecretStr or SecretStr in given:
        return "text (secret)"
    if get_origin(kind) is tuple:
        return "list of text"
    words = {"int": "whole number", "bool": "yes or no", "str": "text", "Path": "folder"}
    return words[(given[0] if given else kind).__name__] + _range(field)


def _range(field: FieldInfo) -> str:
    low = next((rule.ge for rule in field.metadata if isinstance(rule, Ge)), None)
    high = next((rule.le for rule in field.metadata if isinstance(rule, Le)), None)
    if low is None:
        return ""
    return f" from {low:,}" if high is None else f", {low:,} to {high:,}"


PAGE = Generated(DOCS / "reference" / "settings.md", body)
