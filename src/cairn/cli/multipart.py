"""A form with a file, as an HTTP body (RFC 7578)."""

import os
from collections.abc import Mapping


def multipart(fields: Mapping[str, str], file_name: str, content: bytes) -> tuple[bytes, str]:
    """Return the body of a form whose field `file` holds the file, and its media type."""
    boundary = f"cairn-{os.urandom(16).hex()}"
    # Quotes and line ends would end the header; every other character travels as it is, in UTF-8.
    name = file_name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode("utf-8", "replace")
    )
    parts += [content, f"\r\n--{boundary}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
