from collections.abc import Callable

import pytest

RULE = "schemas_documented"
Found = Callable[..., list[str]]
SCHEMAS = "src/cairn/planning/schemas.py"
DOC = "\n    '''Minutes, 1 to 1440, both included.'''\n"


@pytest.mark.parametrize(
    ("body", "passes"),
    [
        ("estimate: int" + DOC, True),
        ("estimate: int = Field(description='Minutes.')", True),
        ("estimate: Annotated[int, Field(gt=0, description='Minutes.')]", True),
        ("model_config = ConfigDict()", True),
        ("known: ClassVar[int] = 1", True),
        ("_cache: int = 1", True),
        ("estimate: int", False),
        ("estimate: int = 1", False),
        ("estimate: int = Field(gt=0)", False),
        ("estimate: int\n    ''' '''", False),
        ("estimate: int\n    title: str" + DOC, False),
    ],
)
def test_fields_are_documented(found: Found, body: str, *, passes: bool) -> None:
    text = f"class TaskIn(Schema):\n    {body}\n"
    assert found(RULE, {SCHEMAS: text}) == ([] if passes else [f"{SCHEMAS}:2"])


@pytest.mark.parametrize(
    ("field", "passes"),
    [
        ("estimate: int | None", True),
        ("estimate: int = Field(gt=0)", True),
        ("estimate: int = Field(...)", True),
        ("estimate: int | None = None", False),
        ("tags: list[str] = Field(default_factory=list)", False),
        ("estimate: int = Field(1)", False),
        ("kind: Literal['task'] = 'task'", False),
    ],
)
def test_outputs_have_no_defaults(found: Found, field: str, *, passes: bool) -> None:
    assert found(RULE, {SCHEMAS: f"class TaskOut(Schema):\n    {field}{DOC}"}) == (
        [] if passes else [f"{SCHEMAS}:2"]
    )
    assert found(RULE, {SCHEMAS: f"class TaskIn(Schema):\n    {field}{DOC}"}) == []


@pytest.mark.parametrize(
    ("field", "passes"),
    [
        ("title: str | MISSING = MISSING", True),
        ("title: str | MISSING = Field(default=MISSING, max_length=200)", True),
        ("title: str | MISSING = Field(experimental.MISSING)", True),
        ("title: str | None = None", False),
        ("title: str", False),
        ("title: str = ''", False),
    ],
)
def test_patches_default_to_missing(found: Found, field: str, *, passes: bool) -> None:
    text = f"class TaskPatch(Schema):\n    {field}{DOC}"
    assert found(RULE, {SCHEMAS: text}) == ([] if passes else [f"{SCHEMAS}:2"])


@pytest.mark.parametrize(
    "bases", ["", "(StrEnum)", "(enum.Enum)", "(ValueError)", "(Protocol)", "(TypedDict)"]
)
def test_classes_that_are_no_schemas_pass(found: Found, bases: str) -> None:
    assert found(RULE, {SCHEMAS: f"class Status{bases}:\n    estimate: int\n"}) == []


def test_generic_schemas_and_packages_are_read(found: Found) -> None:
    path = "src/cairn/planning/schemas/tasks.py"
    assert found(RULE, {path: "class Page(Schema[T]):\n    items: list[T]\n"}) == [f"{path}:2"]
    assert found(RULE, {"src/cairn/planning/models.py": "class Page(Schema):\n    items: int\n"}) == []
