"""Structured logs: one event, ids, counts and durations. Never content, never a secret.

Standard logging with one formatter: the libraries for structured logs cost a third of a second at start.
"""

import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

from cairn.kit.json import encode_json_text

FIELDS = "fields"


class Log:
    """Writes events. The event is a literal; everything that varies is a named field."""

    def __init__(self, name: str) -> None:
        """Write under a logger's name."""
        self._logger = logging.getLogger(name)

    def debug(self, event: str, **fields: object) -> None:
        """Write what helps to follow the program."""
        self._write(logging.DEBUG, event, fields)

    def info(self, event: str, **fields: object) -> None:
        """Write what normally happens."""
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: object) -> None:
        """Write what an operator should see."""
        self._write(logging.WARNING, event, fields)

    def error(self, event: str, **fields: object) -> None:
        """Write what is a fault of the program."""
        self._write(logging.ERROR, event, fields)

    def _write(self, level: int, event: str, fields: dict[str, object]) -> None:
        if self._logger.isEnabledFor(level):
            self._logger.log(level, event, extra={FIELDS: fields})


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a library's message stands as its event, without its traceback's values."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, FIELDS, {}),
        }
        if record.name != __name__:
            line["logger"] = record.name
        if record.exc_info and record.exc_info[0]:
            line["error_type"] = record.exc_info[0].__name__
        return encode_json_text(line)


class Text(logging.Formatter):
    """One readable line for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time, level, event and fields."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        fields = " ".join(f"{k}={v}" for k, v in getattr(record, FIELDS, {}).items())
        kind = f" ({record.exc_info[0].__name__})" if record.exc_info and record.exc_info[0] else ""
        return f"{at} {record.levelname.lower():7} {record.getMessage()}{kind} {fields}".rstrip()


def configure_logs(level: str, form: Literal["auto", "json", "text"], stream: TextIO | None = None) -> None:
    """Send the process's logs to standard error; those of libraries from `warning` on."""
    stream = stream or sys.stderr
    as_text = form == "text" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Text() if as_text else JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(__name__).setLevel(level.upper())


log = Log(__name__)
