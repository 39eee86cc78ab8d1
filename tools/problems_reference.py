"""The page of problem documents, made from the classes that are raised."""

from collections.abc import Iterator
from importlib import import_module

from cairn.api import routers
from cairn.kit.http.problems import Problem
from tools.pages import DOCS, Generated, one_line, table

HEAD = """\
# Problems

Whatever is not the answer you asked for is a problem document (RFC 9457), with the media type
`application/problem+json`:

```json
{
  "type": "/problems/invalid",
  "title": "The input is not valid",
  "status": 422,
  "instance": "/api/v1/tasks",
  "request_id": "01a20134-3177-742d-9269-9d2e57709588",
  "errors": [{"pointer": "/title", "code": "missing", "detail": "Field required"}]
}
```

- `type` is a stable name: decide by it, not by the words.
- `detail` says what happened this time, where there is more to say than the title does.
- `errors` names each place in the input: a JSON Pointer into the body, or `query:`, `header:`, `path:` and a
  name.
- `request_id` is also in the header `X-Request-Id` and in the server's log.

A problem that is a special case of another one has its own `type` and the same status. This page is made from
the code by `python -m tools.reference`.

"""


def kinds() -> list[type[Problem]]:
    """Return every problem that the program can answer with, by status and name."""
    routers()  # imports every domain of the API, and with it the classes
    import_module("cairn.demo.account")
    return sorted(_below(Problem), key=lambda kind: (kind.status, kind.type))


def _below(kind: type[Problem]) -> Iterator[type[Problem]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.startswith("cairn."):
            yield from _below(child)


def body() -> str:
    """Return the page."""
    found = kinds()
    rows = [(str(k.status), f"[`{k.type}`](#{k.type})", k.title) for k in found]
    parts = [HEAD, table(("Status", "Type", "Title"), rows), ""]
    for kind in found:
        explanation = one_line(kind.__doc__ or kind.title)
        if kind is Problem:
            explanation = "A fault of the program. The server's log has a line with the `request_id`."
        parts.append(f"## {kind.type}\n\n{kind.status} · {kind.title}\n\n{explanation}\n")
    return "\n".join(parts)


PAGE = Generated(DOCS / "reference" / "problems.md", body)
