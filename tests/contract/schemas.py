"""What the OpenAPI document says of a body, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.contract.routes import document
from tests.contract.samples import Template

Place = tuple[str | int, ...]


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that a reference names."""
    while "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


@dataclass(frozen=True)
class Variant:
    """One of the objects that a body can be."""

    name: str
    schema: dict[str, Any]
    tag: str | None
    """The property that tells the variants apart."""

    @property
    def properties(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.schema.get("properties", {})
        return found

    def fits(self, body: Template) -> bool:
        if self.tag is None:
            return True
        field = self.properties[self.tag]
        return body[self.tag] in field.get("enum", [field.get("const")])


def variants(schema: dict[str, Any]) -> list[Variant]:
    """Return the variants of a body; one for most."""
    schema = resolve(schema)
    tag = schema.get("discriminator", {}).get("propertyName")
    options = [resolve(o) for o in schema.get("oneOf", schema.get("anyOf", [schema]))]
    return [Variant(o.get("title", "body"), o, tag) for o in options if o.get("type") != "null"]


@dataclass(frozen=True)
class Field:
    """A value in a body, with what its schema allows."""

    place: Place
    value: Any
    options: tuple[dict[str, Any], ...]
    """The schemas that it may have, references resolved."""
    is_tag: bool
    """Whether it tells variants apart, so that its error hides those of the others."""

    @property
    def pointer(self) -> str:
        return "/" + "/".join(str(step) for step in self.place)

    @property
    def types(self) -> frozenset[str]:
        return frozenset(o.get("type", "any") for o in self.options)

    @property
    def nullable(self) -> bool:
        return bool(self.types & {"null", "any"})

    def option(self, kind: str) -> dict[str, Any]:
        return next((o for o in self.options if o.get("type") == kind), {})


def fields(schema: dict[str, Any], body: Any, place: Place = ()) -> Iterator[Field]:
    """Return every field of a body and of the objects in it."""
    if not isinstance(body, dict):
        return
    for variant in variants(schema):
        if not variant.fits(body):
            continue
        for name, value in body.items():
            found = variant.properties.get(name) or variant.schema.get("additionalProperties")
            if not isinstance(found, dict):
                continue
            found = resolve(found)
            options = tuple(resolve(o) for o in found.get("anyOf", found.get("oneOf", [found])))
            yield Field((*place, name), value, options, name == variant.tag)
            # Alternatives that a tag tells apart stay together, so that the tag is known.
            for option in [found] if "discriminator" in found else options:
                if option.get("type") == "object" or option is found:
                    yield from fields(option, value, (*place, name))


def places(template: Template, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Return every value that is no object or list, with its place."""
    if isinstance(template, dict):
        for name, value in template.items():
            yield from places(value, (*place, name))
    elif isinstance(template, (list, tuple)):
        for index, value in enumerate(template):
            yield from places(value, (*place, index))
    else:
        yield place, template


def put(body: Any, place: Place, value: Any) -> Any:
    """Return the body with another value at a place."""
    if not place:
        return value
    step, *rest = place
    if isinstance(body, dict):
        return {**body, step: put(body.get(step), tuple(rest), value)}
    return [put(v, tuple(rest), value) if i == step else v for i, v in enumerate(body)]
