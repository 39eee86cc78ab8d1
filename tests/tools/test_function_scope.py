from collections.abc import Callable

import pytest

RULE = "function_scope"
Found = Callable[..., list[str]]
DEPS = "src/cairn/kit/http/deps.py"


@pytest.mark.parametrize(
    "call",
    [
        "Depends(get_work)",
        "Depends(deps.read_session)",
        "fastapi.Depends(dependency=work)",
        "Depends(get_work, scope='request')",
        "Security(owner_work, scopes=['x'])",
    ],
)
def test_a_transaction_without_function_scope_is_found(found: Found, call: str) -> None:
    assert found(RULE, {DEPS: call}) == [f"{DEPS}:1"]


@pytest.mark.parametrize(
    "call",
    [
        "Depends(get_work, scope='function')",
        "Depends(get_actor)",
        "Depends(get_network)",
        "Depends()",
        "depends(get_work)",
    ],
)
def test_others_pass(found: Found, call: str) -> None:
    assert found(RULE, {DEPS: call}) == []


@pytest.mark.parametrize(
    "returns", ["AsyncIterator[Lock]", "Iterator[Lock]", "abc.AsyncGenerator[Lock, None]"]
)
def test_a_generator_is_known_by_its_annotation(found: Found, returns: str) -> None:
    files = {
        "src/cairn/kit/locks.py": f"async def get_lock() -> {returns}:\n    yield Lock()\n",
        DEPS: "LockDep = Annotated[Lock, Depends(get_lock)]\n",
    }
    assert found(RULE, files) == [f"{DEPS}:1"]
