"""The API's documentation as one page without script, from the OpenAPI document."""

import base64
import hashlib
from html import escape
from typing import Any

STYLE = """
:root{color-scheme:light dark;
--ink:#2b2a27;--paper:#faf8f4;--line:#e2ddd3;--moss:#4f6b4a;--soft:#6f6a60}
@media(prefers-color-scheme:dark){:root{
--ink:#e8e4db;--paper:#1d1c1a;--line:#38352f;--moss:#a3bf9c;--soft:#a39d90}}
body{font:16px/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);
margin:0 auto;padding:2rem 1rem 5rem;max-width:52rem}
h1{font-weight:600;margin-bottom:0}
h2{margin-top:3rem;text-transform:capitalize;font-weight:600}
a{color:var(--moss)}details{border-top:1px solid var(--line);padding:.6rem 0}summary{cursor:pointer}
code{font:.9em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
.verb{display:inline-block;min-width:4.2rem;color:var(--moss);
font-weight:600}.soft{color:var(--soft)}table{border-collapse:collapse;width:100%;font-size:.92rem}
td{padding:.25rem .6rem .25rem 0;vertical-align:top;
border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td:first-child{white-space:nowrap}
"""


def page(document: dict[str, Any]) -> tuple[bytes, str]:
    """Return the page and its Content-Security-Policy, which names the style by its hash."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'; base-uri 'none'"
    groups: dict[str, list[str]] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            tag = (operation.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append(_operation(method, path, operation, document))
    sections = "".join(f"<h2>{escape(tag)}</h2>{''.join(rows)}" for tag, rows in groups.items())
    info = document["info"]
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cairn API</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head>'
        "<body>"
        f"<h1>{escape(info['title'])} API</h1><p class=soft>{escape(info['description'])} Version"
        f' {escape(info["version"])}. For programs: <a href="/openapi.json">openapi.json</a>.</p>'
        f"<main>{sections}</main></body></html>"
    )
    return html.encode(), policy


def _operation(method: str, path: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    rows = [
        (p["name"], p["in"], p.get("description", ""))
        for p in operation.get("parameters", [])
        if p["in"] != "header"
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, field in _fields(body, document).items():
        rows.append((name, "body", field.get("description", "")))
    table = "".join(
        f"<tr><td><code>{escape(name)}</code><td class=soft>{escape(where)}<td>{escape(text)}"
        for name, where, text in rows
    )
    answers = ", ".join(f"<code>{escape(status)}</code>" for status in sorted(operation["responses"]))
    text = operation.get("description") or operation.get("summary", "")
    name = escape(operation["operationId"])
    verb = f"<span class=verb>{method.upper()}</span>"
    return (
        f'<details id="{name}"><summary>{verb}<code>{escape(path)}</code></summary><p>{escape(text)}</p>'
        f"<table>{table}</table><p class=soft>Answers: {answers}</p></details>"
    )


def _fields(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = document["components"]["schemas"].get(name, schema).get("properties", {})
    return found
