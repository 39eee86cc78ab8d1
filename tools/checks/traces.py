"""The project speaks of itself: no word of the machines and the circumstances it was made in.

The expressions are spelled with one-letter classes so that none of them matches its own text.
"""

import re
from collections.abc import Iterator

from tools.checks.base import Finding, Project

REGISTRIES = frozenset({"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"})

_URL = re.compile(r"https?://(?:[^\s/@]*@)?([\w-]+(?:\.[\w-]+)*)(?::\d+)?([\w./-]*)")
_PACKAGE_HOST = re.compile(r"pypi|npm|registry|mirror|artifactory|nexus|goproxy")
_INDEX_PATH = re.compile(r"(^|/)simple(/|$)")
_SETTING_BEFORE = re.compile(r"(index[_-]url|default[_-]index|registry|goproxy)[\"']?\s*[=:]\s*[\"']?$")
# The slash comes before the look-behind: the search can then jump from slash to slash.
_PATH = re.compile(
    r"/(?<![\w.~$}\])>/*-]/)(?:(?:[w]ork|[f]arm|[r]oot)/|[t]mp/lab|home/(?!user\b)[a-z_][\w.-]*/)"
)
_TRACES = (
    (_PATH, "a path of one machine; write it relative to the project or to the data directory"),
    (
        re.compile(r"\b[w]orkplace|\.[l]ibrary/|\b[t]his session\b|\bai [a]gent wrote"),
        "it speaks of the place the project was made in; speak of the project",
    ),
    (re.compile(r"\b[i]ssue #\d+"), "give the reason itself; a number is gone with its tracker"),
)


def found_in(text: str) -> Iterator[tuple[int, str]]:
    """Offset and message of every trace in a text of small letters."""
    for url in _URL.finditer(text):
        host, path = url.groups()
        if host in REGISTRIES:
            continue
        is_set = _SETTING_BEFORE.search(text, max(0, url.start() - 40), url.start())
        if is_set or _PACKAGE_HOST.search(host) or _INDEX_PATH.search(path):
            yield url.start(), f"package host `{host}`: only the public registries are named here"
    for pattern, message in _TRACES:
        for match in pattern.finditer(text):
            yield match.start(), f"`{match[0]}`: {message}"


def check(project: Project) -> Iterator[Finding]:
    for path, original in project.texts.items():
        text = original.lower()
        for offset, message in found_in(text):
            yield Finding(path, text.count("\n", 0, offset) + 1, message)
