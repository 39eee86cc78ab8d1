"""JSON as the program writes it: compact, timestamps in RFC 3339 with a zone, decimals as numbers."""

from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder()


def encode_json(value: Any) -> bytes:
    """Encode plain values, dataclasses, UUIDs, dates and aware datetimes."""
    return _encoder.encode(value)


def encode_json_text(value: Any) -> str:
    """Encode for a jsonb parameter of the driver."""
    return _encoder.encode(value).decode()


def decode_json(value: str | bytes) -> Any:
    """Decode one JSON document; raises msgspec.DecodeError."""
    return _decoder.decode(value)
