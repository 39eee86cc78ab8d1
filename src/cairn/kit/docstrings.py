"""What the fields of a model mean, read from the docstrings below them when a document is made.

Pydantic can do it (`use_attribute_docstrings`), but does it while each class is made, by searching the call
stack and parsing: that was a quarter of the CPU time that importing the application took.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the description of every field that has one, by the name of the field.

    An inherited field keeps its docstring; one that is declared again has the one below its new declaration.
    """
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        text = field.description
        if text is None:
            owner = next(c for c in model.__mro__ if name in inspect.get_annotations(c))
            text = _documented(owner.__module__).get(owner.__qualname__, {}).get(name)
        if text is not None:
            found[name] = text
    return found


@cache
def _documented(module: str) -> dict[str, dict[str, str]]:
    """Return the docstrings of attributes, by the qualified name of their class."""
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:  # installed without sources: the document does without descriptions
        return {}
    return {name: dict(_attributes(body)) for name, body in _classes(ast.parse(source), "")}


def _classes(node: ast.AST, path: str) -> Iterator[tuple[str, list[ast.stmt]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield path + child.name, child.body
            yield from _classes(child, f"{path}{child.name}.")
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _classes(child, f"{path}{child.name}.<locals>.")
        else:
            yield from _classes(child, path)


def _attributes(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for declared, below in pairwise(body):
        if (
            isinstance(declared, ast.AnnAssign)
            and isinstance(declared.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield declared.target.id, inspect.cleandoc(below.value.value)
