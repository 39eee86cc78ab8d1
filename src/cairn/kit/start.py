"""What makes the start of the server short, beside the order of things in `serve.py`.

The shares are of the CPU time that `import cairn.app` took before.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
        yield
    finally:
        del BaseModel.model_config["defer_build"]
        gc.enable()
        gc.freeze()
