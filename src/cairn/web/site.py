"""The web page as the last route of the application: what no other route took.

A path that is a built file is that file. Any other path that a browser opens is the page itself, which
shows what its address says; programs, and paths of the API, get the usual 404.
"""

import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from cairn.kit.http.problems import NotFound
from cairn.web.files import ASK, FOLDER, File, accepted, load

PAGE = "index.html"
NONCE = b"__NONCE__"
"""What the build writes where the nonce of an answer belongs."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
WORKER = "sw.js"
WORKER_POLICY = "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The service worker has a policy of its own: it fetches what the page will need."""
NOT_PAGES = ("/.well-known/", "/assets/", "/problems/")
NOT_BUILT = (
    "The web page is not built here. Run tools/setup.sh run in the project's folder. The API's"
    " documentation is at /docs."
)


class Site(BaseRoute):
    """See the module."""

    path = "/{web}"
    """Its name among the routes, for logs and metrics."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Serve the files of a folder, which is looked at with the first request."""
        self._folder = folder
        self._files: dict[str, File] = {}
        self._built = 0

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take what is read from outside the API and is a file or wants a page."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return Match.NONE, {}
        path = scope["path"]
        if path.startswith("/api/"):
            return Match.NONE, {}
        is_page = path == "/" or (not path.startswith(NOT_PAGES) and _wants_page(Headers(scope=scope)))
        return (Match.FULL, {"route": self}) if is_page or path[1:] in self._known() else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file or the page."""
        request = Request(scope)
        file = self._known().get(scope["path"][1:])
        if file is not None and file.path.name != PAGE:
            response = _file(request, file)
        else:
            response = _page(request, self._page_file())
        await response(scope, receive, send)

    def _known(self) -> dict[str, File]:
        return self._files or self._look()

    def _look(self) -> dict[str, File]:
        self._files = load(self._folder)
        return self._files

    def _page_file(self) -> File:
        """Return the page; where it was built again since, the files that it names are looked up anew."""
        try:
            built = (self._folder / PAGE).stat().st_mtime_ns
        except FileNotFoundError:
            raise NotFound(NOT_BUILT) from None
        if built != self._built:
            self._built = built
            self._look()
        return self._known()[PAGE]


def _wants_page(headers: Headers) -> bool:
    return "text/html" in headers.get("accept", "")


def _file(request: Request, file: File) -> Response:
    headers = {"Cache-Control": file.keep, "ETag": file.tag, "Vary": "Accept-Encoding"}
    if file.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if file.path.name == WORKER:
        headers["Content-Security-Policy"] = WORKER_POLICY
    encoding = accepted(request.headers.get("accept-encoding", ""), file.encodings)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(file.content(encoding), media_type=file.media_type, headers=headers)


def _page(request: Request, file: File) -> Response:
    """Send the page with a fresh nonce, by which the style sheets that it makes itself are allowed.

    Where the browser has the page already, it keeps that one's policy: nonce and policy belong together, so
    the 304 names neither.
    """
    headers = {"Cache-Control": ASK, "ETag": file.tag}
    if file.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    nonce = secrets.token_urlsafe(16)
    headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    body = file.content(None).replace(NONCE, nonce.encode())
    return Response(body, media_type=file.media_type, headers=headers)
