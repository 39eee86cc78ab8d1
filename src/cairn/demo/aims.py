"""What the person is after: pillars, and goals with their criteria and remarks."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ground:
    """A pillar, with the areas that it carries."""

    name: str
    vision: str
    share: Decimal
    strength: Decimal
    colour: str
    areas: dict[str, int]
    """Slug to importance, 1 to 5."""


GROUNDS = (
    Ground(
        "A body that carries me",
        "I sleep well, move every day and can still run at sixty.",
        Decimal("0.25"),
        Decimal("0.8"),
        "#2f9e44",
        {"health": 5},
    ),
    Ground(
        "People close to me",
        "The people I love can count on me, and know it.",
        Decimal("0.25"),
        Decimal("0.9"),
        "#e03131",
        {"love": 5},
    ),
    Ground(
        "Work worth doing",
        "I make things simpler for people who never read a manual.",
        Decimal("0.3"),
        Decimal("0.6"),
        "#1971c2",
        {"day-job": 4, "wealth": 3},
    ),
    Ground(
        "A calm home and an open mind",
        "A home that runs by itself, and time for what has no use.",
        Decimal("0.2"),
        Decimal("0.7"),
        "#ae3ec9",
        {"happiness": 4, "operations": 3},
    ),
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal."""

    title: str
    area: str
    horizon: str
    began: int
    """Days ago."""
    target: int
    """Days ago; negative lies ahead."""
    criteria: tuple[str, ...]
    met: int
    """How many of the criteria are met today, the first ones."""
    projects: tuple[str, ...] = ()
    """Names of projects whose tasks count."""
    part_of: str | None = None
    status: str = "active"
    remarks: tuple[tuple[int, str], ...] = ()
    """(days ago, text)."""
    priority: int = 3


AIMS = (
    Aim(
        "Feel at home in the new city",
        "operations",
        "yearly",
        728,
        370,
        (
            "The flat is furnished",
            "I know five people to call on a Sunday",
            "I have a doctor and a library card",
        ),
        3,
        ("Move into the new flat",),
        status="achieved",
        remarks=(
            (640, "The boxes are gone. It begins to sound like our place."),
            (420, "Ran into three people I know at the market today."),
        ),
    ),
    Aim(
        "Three months of costs put aside",
        "wealth",
        "yearly",
        590,
        330,
        ("The monthly transfer runs", "One month saved", "Two months saved", "Three months saved"),
        4,
        ("Emergency fund",),
        status="achieved",
        priority=2,
        remarks=((450, "The camera paid for two weeks of rent."),),
    ),
    Aim(
        "Run a half marathon",
        "health",
        "yearly",
        560,
        205,
        ("Ten kilometres without a break", "Fifteen kilometres", "The half marathon itself"),
        3,
        ("Couch to ten kilometres", "Half marathon in spring"),
        status="achieved",
        priority=2,
        remarks=(
            (330, "The knee complains downhill only. Shorter steps help."),
            (206, "2:09. The last three kilometres were long and very happy."),
        ),
    ),
    Aim(
        "A healthy and steady year",
        "health",
        "yearly",
        300,
        -65,
        ("Asleep before eleven on most days", "Doctor's check-up done"),
        1,
        priority=2,
        remarks=((40, "Sleep slipped during the release weeks, running did not."),),
    ),
    Aim(
        "Finish the marathon",
        "health",
        "quarterly",
        140,
        -55,
        ("Plan written", "Twenty kilometres", "Thirty kilometres", "Finish line"),
        3,
        ("Marathon in autumn",),
        part_of="A healthy and steady year",
        priority=2,
        remarks=((60, "Twenty felt easy until the rain."), (12, "Tired legs, good mood. Keep the rest day.")),
    ),
    Aim(
        "New customers stay beyond the first week",
        "day-job",
        "quarterly",
        95,
        -25,
        ("We know why people leave", "Prototype tested with six people", "Released"),
        1,
        ("Onboarding flow for new customers",),
        priority=1,
        remarks=((20, "Legal wants two sentences more. The screens can take it."),),
    ),
    Aim(
        "Money that I understand",
        "wealth",
        "yearly",
        120,
        -150,
        ("All contracts on one page", "Savings plan runs", "Papers in order"),
        1,
        ("A pension that I understand", "Sell the things in the cellar"),
    ),
    Aim(
        "Twelve short stories",
        "happiness",
        "yearly",
        300,
        -65,
        ("Four stories written", "Six stories written", "One read aloud", "Twelve stories written"),
        2,
        ("Short stories, twelve of them",),
        priority=3,
        remarks=(
            (150, "The circle laughed at the right places."),
            (35, "Stuck on the letter. Leave it a week."),
        ),
    ),
    Aim(
        "Mum settled in by the new year",
        "love",
        "quarterly",
        50,
        -40,
        ("Contract signed", "Moved", "She has slept there a week"),
        0,
        ("Mum's move to the ground floor",),
        priority=1,
        remarks=((9, "She liked the second flat. The kitchen window decides it."),),
    ),
)
