"""Examples of bodies, made from their schemas and a vocabulary of values by the name of the field."""

from collections.abc import Mapping
from typing import Any

_BY_FORMAT = {
    "uuid": "01a20134-3177-742d-9269-9d2e57709588",
    "date": "2026-11-23",
    "date-time": "2026-11-23T09:00:00Z",
    "binary": "",
}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_SHOWN_OPTIONAL = 2
"""Fields of a body that has no required ones."""

Schema = Mapping[str, Any]


def example(schema: Schema, schemas: Schema, words: Schema, *, whole: bool, name: str = "") -> Any:
    """Return a value that the schema allows.

    `schemas` are those that references name, `words` maps names of fields to values. An answer is `whole`; of
    a body that is sent, only the required fields are shown.
    """
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    every = schema.get("oneOf", schema.get("anyOf", ()))
    if name in words and any(_fits(words[name], option, schemas) for option in every or [schema]):
        return words[name]
    options = [option for option in every if option.get("type") != "null"]
    if options:
        return example(options[0], schemas, words, whole=whole, name=name)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "prefixItems" in schema:
        return [example(item, schemas, words, whole=whole) for item in schema["prefixItems"]]
    return _of_type(schema, schemas, words, whole=whole)


def _fits(value: Any, schema: Schema, schemas: Schema) -> bool:
    """Return whether a value is of the schema's type, or one of its choices."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    return type(value) in _TYPES.get(schema.get("type", ""), ())


def _of_type(schema: Schema, schemas: Schema, words: Schema, *, whole: bool) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        shown = fields if whole else schema.get("required", list(fields)[:_SHOWN_OPTIONAL])
        return {name: example(fields[name], schemas, words, whole=whole, name=name) for name in shown}
    if kind == "array":
        return [example(schema["items"], schemas, words, whole=whole)]
    if kind == "string":
        return _BY_FORMAT.get(schema.get("format", ""), "text")
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 0), 1 if schema.get("maximum", 1) >= 1 else 0)
    return False if kind == "boolean" else None
