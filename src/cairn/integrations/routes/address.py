"""The addresses that are given to other programs."""

from fastapi import Request


def address(request: Request, path: str) -> str:
    """Return a whole address: below the public one of the settings, else the one of this request."""
    public: str | None = request.app.state.settings.http.public_url
    return f"{public or str(request.base_url).rstrip('/')}{path}"
