"""Faults of the program: what is told of them, and to whom."""

from starlette.requests import Request

from cairn.kit.db.errors import from_database
from cairn.kit.http.problems import Problem
from cairn.kit.logs import log


def problem_of(request: Request, error: Exception) -> Problem:
    """Return what a client is told of an error that nobody has caught."""
    return from_database(error) or fault(request, error)


def fault(request: Request, error: Exception) -> Problem:
    """Log a fault of the program; the client learns only the request's id."""
    log.error(
        "unhandled",
        request_id=getattr(request.state, "request_id", None),
        error_type=type(error).__name__,
        where=_where(error),
    )
    return Problem()


def _where(error: BaseException) -> list[str]:
    """Return the places of a traceback without its values, which may hold what a person wrote."""
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/cairn/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames[-6:]
