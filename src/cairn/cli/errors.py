"""How a command fails: one exception with an exit code, told as a sentence or as a problem document."""

from collections.abc import Mapping
from typing import Any

from cairn.cli.exits import FAILED, NOT_FOUND, NOT_SIGNED_IN, REFUSED

_BY_STATUS = {
    400: REFUSED,
    401: NOT_SIGNED_IN,
    404: NOT_FOUND,
    413: REFUSED,
    415: REFUSED,
    422: REFUSED,
}


class CliError(Exception):
    """Ends the command; `hint` says what to do about it."""

    def __init__(
        self,
        detail: str,
        *,
        code: int = FAILED,
        hint: str | None = None,
        type: str = "cli",  # noqa: A002 - the member's name in the problem document
        document: Mapping[str, Any] | None = None,
    ) -> None:
        """Take the server's own problem document, where there is one."""
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.hint = hint
        self.type = type
        self._document = document

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Place and sentence of each part of the input that is wrong."""
        listed = (self._document or {}).get("errors") or ()
        return [(str(e.get("pointer", "")).lstrip("/"), str(e.get("detail", ""))) for e in listed]

    def document(self) -> dict[str, Any]:
        """Return the problem document, with the exit code."""
        members: dict[str, Any] = dict(
            self._document or {"type": f"/problems/{self.type}", "title": self.detail, "detail": self.detail}
        )
        if self.hint:
            members["hint"] = self.hint
        return members | {"exit_code": self.code}


def from_problem(document: Mapping[str, Any], status: int) -> CliError:
    """Return the error that a problem document of the server stands for."""
    title = str(document.get("title") or f"The server answered {status}.")
    detail = str(document.get("detail") or title)
    shown = detail if detail == title or status < 500 else f"{title}. {detail}"  # noqa: PLR2004
    return CliError(shown, code=_BY_STATUS.get(status, FAILED), document=document)
