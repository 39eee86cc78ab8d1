"""How the web page's files are sent: to whom, in which encoding, and for how long they are kept."""

import gzip
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from cairn.kit.http import problems
from cairn.kit.http.edge import Edge, EdgeConfig
from cairn.web.files import FOLDER, accepted, load
from cairn.web.site import Site

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = b"export const stone = 1;" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built page as small as one can be."""
    built = tmp_path / "static"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text('<!doctype html><meta nonce="__NONCE__"><title>Cairn</title>')
    (built / "scheme.js").write_text("1")
    script = built / "assets" / "main-AbCd.js"
    script.write_bytes(SCRIPT)
    script.with_name("main-AbCd.js.gz").write_bytes(gzip.compress(SCRIPT))
    script.with_name("main-AbCd.js.br").write_bytes(b"br of the script")
    return built


@pytest.fixture
async def site(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A server of that page alone, behind the edge."""
    app = Starlette(routes=[Site(folder)], exception_handlers={problems.Problem: _render})
    edge = Edge(app, EdgeConfig(authenticate=_nobody, group_of=lambda _path, _by_page: "unlimited"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url="http://cairn.test") as http:
        yield http


async def _nobody(_scope: object, _headers: object) -> None:
    """Prove nothing: the page is for everybody."""


async def _render(request: Request, error: Exception) -> Response:
    assert isinstance(error, problems.Problem)
    return problems.render(error, request)


async def test_hashed_files_are_kept_for_ever_and_come_compressed(site: httpx.AsyncClient) -> None:
    answer = await site.get("/assets/main-AbCd.js", headers={"Accept-Encoding": "gzip"})
    assert answer.content == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    plain = await site.get("/assets/main-AbCd.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == SCRIPT
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("br;q=0.0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("", None),
        ("zstd", None),
    ],
)
def test_encoding_is_one_that_is_accepted(header: str, expected: str | None) -> None:
    assert accepted(header, ("br", "gzip")) == expected


@pytest.mark.parametrize("path", ["/", "/today", "/tasks/0197?a=1", "/index.html"])
async def test_page_has_a_nonce_of_its_own(site: httpx.AsyncClient, path: str) -> None:
    first, second = [await site.get(path, headers=PAGE) for _ in range(2)]
    nonces = []
    for answer in (first, second):
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-cache"
        (nonce,) = re.findall(r'nonce="([^"]+)"', answer.text)
        policy = answer.headers["content-security-policy"]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


async def test_kept_page_keeps_its_policy(site: httpx.AsyncClient) -> None:
    tag = (await site.get("/", headers=PAGE)).headers["etag"]
    answer = await site.get("/", headers={**PAGE, "If-None-Match": tag})
    assert answer.status_code == 304
    assert "content-security-policy" not in answer.headers


async def test_files_without_hash_are_asked_for_again(site: httpx.AsyncClient) -> None:
    answer = await site.get("/scheme.js")
    assert answer.headers["cache-control"] == "no-cache"
    again = await site.get("/scheme.js", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/v1/nothing", PAGE),
        ("/assets/gone-Old1.js", PAGE),
        ("/.well-known/nothing", PAGE),
        ("/assets/../index.html.gz", {}),
        ("/nothing", {"Accept": "application/json"}),
        ("/nothing", {"Accept": "*/*"}),
    ],
)
async def test_program_and_unknown_file_get_no_page(
    site: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    assert (await site.get(path, headers=headers)).status_code == 404


async def test_service_worker_may_fetch_what_the_page_needs(site: httpx.AsyncClient, folder: Path) -> None:
    (folder / "sw.js").write_text("1")
    answer = await site.get("/sw.js")
    assert answer.headers["cache-control"] == "no-cache"
    assert "connect-src 'self'" in answer.headers["content-security-policy"]


async def test_page_that_is_built_again_brings_its_files(site: httpx.AsyncClient, folder: Path) -> None:
    tag = (await site.get("/", headers=PAGE)).headers["etag"]
    (folder / "assets" / "main-New1.js").write_text("2")
    page = folder / "index.html"
    page.write_text(page.read_text().replace("Cairn", "Cairn again"))
    os.utime(page, ns=(1, 1))
    assert (await site.get("/", headers=PAGE)).headers["etag"] != tag
    assert (await site.get("/assets/main-New1.js")).text == "2"


async def test_without_a_build_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    app = Starlette(routes=[Site(tmp_path / "none")], exception_handlers={problems.Problem: _render})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://cairn.test") as http:
        answer = await http.get("/", headers=PAGE)
    assert answer.status_code == 404
    assert "tools/setup.sh" in answer.json()["detail"]


async def test_built_page_is_served_by_cairn_and_asks_nobody_else(client: httpx.AsyncClient) -> None:
    """The one that setup built, through the whole application."""
    files = load(FOLDER)
    assert files, "tools/setup.sh builds it"
    answer = await client.get("/", headers=PAGE)
    assert answer.headers["content-type"].startswith("text/html")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert (await client.get(address)).status_code == 200
    assert not re.findall(r"<script(?![^>]*\ssrc=)", answer.text)
