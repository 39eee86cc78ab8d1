"""What people write stays out of the logs: a line is a literal event and values from a vocabulary."""

import ast
from collections.abc import Iterator

from tools.checks.base import Finding, Project, Source, last_name

LOGGERS = frozenset({"log", "logger", "logging"})
MAKERS = frozenset({"get_logger", "getLogger", "bind", "unbind", "new"})
METHODS = frozenset({"debug", "info", "warning", "warn", "error", "critical", "fatal", "msg", "log"})
METHODS |= {f"a{method}" for method in METHODS}
BINDERS = frozenset({"bind", "new", "bind_contextvars", "bound_contextvars"})
_LIST = """
id ids attempt attempts batch code count duration exit_code host job kind level limit method migration pid
port problem purpose queue remaining revision route path_template schedule scheme signal stage state status
step table total version where worker workers ms seconds bytes
"""
VOCABULARY = frozenset(_LIST.split())
SUFFIXES = ("_id", "_ids", "_count", "_ms", "_seconds", "_bytes", "_type", "_version", "_status")
WRAPPER = "src/cairn/kit/logs.py"
"""What hands events on to the standard library; the rule is for those who call it."""
WRITERS = frozenset({"sys.stdout.write", "sys.stderr.write"})


def is_logger(node: ast.expr) -> bool:
    """`log`, `self._logger`, `structlog.get_logger()`, `log.bind(…)`."""
    if isinstance(node, ast.Call):
        by_method = isinstance(node.func, ast.Attribute) and is_logger(node.func.value)
        return last_name(node.func) in MAKERS and (by_method or last_name(node.func).startswith("get"))
    return last_name(node).strip("_").lower() in LOGGERS


def unknown_words(call: ast.Call) -> Iterator[str]:
    """Complaints about the keyword arguments."""
    for item in call.keywords:
        if item.arg is None:
            yield "name the values one by one; `**` lets anything in"
        elif item.arg not in VOCABULARY and not item.arg.endswith(SUFFIXES):
            yield f"`{item.arg}` is not in the vocabulary of logs: log an id, a count, a duration or a type"


def complaints(call: ast.Call, name: str) -> Iterator[str]:
    """What is wrong with one call on a logger."""
    if name in {"exception", "aexception"}:
        yield "a traceback carries values: log `error_type=type(error).__name__` at error level"
    elif name in METHODS:
        event = call.args[0] if call.args else None
        if not (isinstance(event, ast.Constant) and isinstance(event.value, str)):
            yield "the event is a literal string; what varies goes into named values"
        if len(call.args) > 1:
            yield "pass values by name, not by position"
        yield from unknown_words(call)
    elif name in BINDERS:
        yield from unknown_words(call)


def judged(source: Source, call: ast.Call) -> Iterator[str]:
    if isinstance(call.func, ast.Name) and call.func.id == "print":
        yield "log an event; only the command line prints"
    elif source.origin(call.func) in WRITERS:
        yield "log an event; only the command line writes to the terminal"
    elif isinstance(call.func, ast.Attribute) and is_logger(call.func.value):
        yield from complaints(call, call.func.attr)
    elif source.origin(call.func).startswith("structlog.") and last_name(call.func) in BINDERS:
        yield from unknown_words(call)


def check(project: Project) -> Iterator[Finding]:
    for source in project.sources("src/cairn"):
        if source.package == "cli" or source.path == WRAPPER:
            continue
        for call in source.nodes(ast.Call):
            for message in judged(source, call):
                yield source.finding(call, message)
