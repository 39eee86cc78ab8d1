from collections.abc import Callable

import pytest

RULE = "routes_declared"
Found = Callable[..., list[str]]
ROUTES = "src/cairn/planning/routes.py"


def route(
    name: str = "list_tasks", *, call: str = "get('/t', responses=problems())", doc: str = "'''All.'''"
) -> str:
    return f"@router.{call}\nasync def {name}():\n    {doc}\n    return 1\n"


@pytest.mark.parametrize("method", ["get", "post", "patch", "put", "delete"])
def test_problems_are_declared(found: Found, method: str) -> None:
    assert found(RULE, {ROUTES: route(call=f"{method}('/t')")}) == [f"{ROUTES}:2"]
    assert found(RULE, {ROUTES: route(call=f"{method}('/t', responses={{404: {{}}}})")}) == [f"{ROUTES}:2"]
    assert found(RULE, {ROUTES: route(call=f"{method}('/t', responses=problems(NotFound))")}) == []
    assert found(RULE, {ROUTES: route(call=f"{method}('/t', responses=problems(A) | {{200: x}})")}) == []


def test_a_docstring_is_wanted(found: Found) -> None:
    assert found(RULE, {ROUTES: route(doc="x = 1")}) == [f"{ROUTES}:2"]


@pytest.mark.parametrize(
    ("name", "status", "passes"),
    [
        ("create_task", "", False),
        ("create_task", ", status_code=201", True),
        ("add_dependency", "", False),
        ("start_timer", "", False),
        ("complete_task", "", True),
        ("created_report", "", True),
    ],
)
def test_a_post_that_creates_says_its_status(found: Found, name: str, status: str, *, passes: bool) -> None:
    text = route(name, call=f"post('/t', responses=problems(){status})")
    assert found(RULE, {ROUTES: text}) == ([] if passes else [f"{ROUTES}:2"])


def test_operation_ids_are_unique_over_all_routers(found: Found) -> None:
    other = "src/cairn/goals/routes/links.py"
    assert found(RULE, {ROUTES: route("list_links"), other: route("list_notes")}) == []
    assert found(RULE, {ROUTES: route("list_links"), other: "x = 1\n" + route("list_links")}) == [
        f"{other}:3"
    ]
    assert found(RULE, {ROUTES: route("list_links") + route("list_links")}) == [f"{ROUTES}:6"]


def test_other_functions_and_files_are_left_alone(found: Found) -> None:
    assert found(RULE, {ROUTES: "@cache.get('x')\ndef f(): ...\ndef g(): ...\n"}) == []
    assert found(RULE, {"src/cairn/planning/service.py": route(call="get('/t')")}) == []
    assert found(RULE, {ROUTES: route(call="get('/t')").replace("router", "public_router")}) == [
        f"{ROUTES}:2"
    ]
