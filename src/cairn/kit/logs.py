"""Structured logs: one event, ids, counts and durations. Never content, never a secret."""

import logging
import sys
from typing import Literal

import structlog

from cairn.kit.json import encode_json_text


def configure_logs(level: str, form: Literal["auto", "json", "text"]) -> None:
    """Set up the process's logging; library loggers go the same way from `warning` on."""
    as_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    render: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if as_text
        else structlog.processors.JSONRenderer(serializer=_serialize)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def _serialize(event: object, **_: object) -> str:
    return encode_json_text(event)


log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
