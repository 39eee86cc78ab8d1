"""Every answer that the contract suites see is held against the OpenAPI document, here."""

import json
from typing import Any

import httpx

from cairn.kit.http.edge import POLICY, SECURITY_HEADERS
from cairn.kit.http.problems import MEDIA_TYPE
from tests.contract.routes import Operation, matching, operations, problem_types

BODILESS = {204, 304}


class CheckedTransport(httpx.AsyncBaseTransport):
    """Passes requests to the application and refuses answers that the document does not promise."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        """Wrap a transport."""
        self.inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self.inner.handle_async_request(request)
        await answer.aread()
        operation = matching(request.method, request.url.path)
        if operation is not None:
            check(operation, request, answer)
        return answer


def check(operation: Operation, request: httpx.Request, answer: httpx.Response) -> None:
    """Fail where an answer is not as documented."""
    status = str(answer.status_code)
    place = f"{operation.id} answered {status}: {answer.text[:500]}"
    declared = operation.document["responses"]
    assert status in declared, f"undocumented status; {place}"
    for name in SECURITY_HEADERS:
        # A kept answer has the policy that it was given with.
        assert name in answer.headers or (name == POLICY and status == "304"), place
    assert answer.headers["x-request-id"], place
    if answer.status_code in BODILESS:
        assert answer.content == b"", place
    elif answer.status_code >= 400:
        _check_problem(answer, request, place)
    else:
        _check_success(operation, answer, place)


def _check_problem(answer: httpx.Response, request: httpx.Request, place: str) -> None:
    assert answer.headers["content-type"] == MEDIA_TYPE, place
    problem = answer.json()
    assert {"type", "title", "status", "instance", "request_id"} <= set(problem), place
    assert problem["type"].startswith("/problems/"), place
    assert problem["type"].removeprefix("/problems/") in problem_types(), place
    assert problem["status"] == answer.status_code, place
    assert problem["instance"] == request.url.path, place
    assert problem["request_id"] == answer.headers["x-request-id"], place
    if answer.status_code == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer"), place
    for error in problem.get("errors", ()):
        assert set(error) == {"pointer", "code", "detail"}, place


def _check_success(operation: Operation, answer: httpx.Response, place: str) -> None:
    if operation.out is None:
        return
    assert answer.headers["content-type"] == "application/json", place
    operation.out.validate_json(answer.content, strict=True)
    content: Any = json.loads(answer.content)
    if operation.has_version:
        assert answer.headers["etag"] == f'"{content["version"]}"', place
    if "location" in answer.headers:
        location = answer.headers["location"]
        assert any(o.pattern.fullmatch(location) for o in operations()), place
        assert location.rpartition("/")[2] in answer.text, place
