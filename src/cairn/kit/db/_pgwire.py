"""One question to a PostgreSQL server over its Unix socket.

Enough of protocol 3.0 to see whether a server answers and to create a database, so that the start needs
neither a client program (a process each time) nor a driver (an import of a tenth of a second).
"""

import os
import socket
import struct
from enum import Enum
from pathlib import Path

_PROTOCOL_3 = 196608
_ANSWER_SECONDS = 10.0


class ServerState(Enum):
    """What a server says when it is spoken to."""

    ABSENT = "nobody listens"
    BUSY = "it listens, but is starting, recovering or shutting down"
    READY = "it takes questions"


class ServerError(Exception):
    """The server refused; `code` is the five-letter SQLSTATE."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def server_state(socket_path: Path, *, user: str) -> ServerState:
    """Raise `ServerError` when the server runs but does not accept `user`."""
    try:
        ask(socket_path, user=user, database="postgres", sql="")
    except ServerError as error:
        if error.code == "57P03":  # cannot_connect_now
            return ServerState.BUSY
        if error.code.startswith("53"):  # no free connection: all of them are at work
            return ServerState.READY
        raise
    except OSError:
        return ServerState.ABSENT
    return ServerState.READY


def ask(socket_path: Path, *, user: str, database: str, sql: str) -> list[tuple[str | None, ...]]:
    """Rows of one statement as text. An empty statement only logs in.

    Raises `OSError` when nobody listens or the connection breaks, `ServerError` when the server refuses.
    """
    rows: list[tuple[str | None, ...]] = []
    asked = False
    failure: ServerError | None = None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(_ANSWER_SECONDS)
        link.connect(os.fsencode(socket_path))
        names = b"".join(part.encode() + b"\0" for part in ("user", user, "database", database))
        link.sendall(struct.pack("!ii", len(names) + 9, _PROTOCOL_3) + names + b"\0")
        while True:
            kind, body = _message(link)
            if kind == b"R" and body[:4] != b"\0\0\0\0":
                raise ServerError("28000", "the server asks for a password")
            if kind == b"E":
                failure = _error(body)
                if not asked:  # an error before the first prompt ends the conversation
                    raise failure
            elif kind == b"D":
                rows.append(_row(body))
            elif kind == b"Z":
                if asked or not sql:
                    link.sendall(b"X\0\0\0\4")
                    break
                text = sql.encode() + b"\0"
                link.sendall(b"Q" + struct.pack("!i", len(text) + 4) + text)
                asked = True
    if failure is not None:
        raise failure
    return rows


def _message(link: socket.socket) -> tuple[bytes, bytes]:
    head = _exactly(link, 5)
    return head[:1], _exactly(link, struct.unpack("!i", head[1:])[0] - 4)


def _exactly(link: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = link.recv(size - len(data))
        if not piece:
            raise ConnectionError("the server closed the connection")
        data += piece
    return data


def _error(body: bytes) -> ServerError:
    fields = {part[:1]: part[1:].decode(errors="replace") for part in body.split(b"\0") if part}
    return ServerError(fields.get(b"C", "XX000"), fields.get(b"M", "unknown error"))


def _row(body: bytes) -> tuple[str | None, ...]:
    (count,) = struct.unpack_from("!h", body)
    values: list[str | None] = []
    at = 2
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, at)
        at += 4
        values.append(None if size < 0 else body[at : at + size].decode())
        at += max(size, 0)
    return tuple(values)
