"""What makes the start of the server short, beside the order of things in `serve.py`.

The shares are of the CPU time that `import cairn.app` took before.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def fast_imports() -> Iterator[None]:
    """Import the application in the block without work that its start does not need."""
    from pydantic import BaseModel

    # Nothing that is imported becomes garbage, yet the collector walks through all of it again and again
    # (9 %). Afterwards the collections of the running server leave it out too.
    gc.disable()
    # FastAPI's forty models of an OpenAPI document are built when a document is (3 %).
    BaseModel.model_config["defer_build"] = True
    try:
        # To find out that a type in a route is not of Pydantic 1, FastAPI imports
        # all of that (2 %, and 15 MB that the server would hold for ever).
        with suppress(ImportError):  # a private place, which another FastAPI may not have
            from fastapi._compat import shared

            shared.is_pydantic_v1_model_class = _never
        yield
    finally:
        del BaseModel.model_config["defer_build"]
        gc.enable()
        gc.freeze()


def _never(cls: Any) -> bool:
    return False
