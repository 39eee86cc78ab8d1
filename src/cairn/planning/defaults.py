"""The life structure that a new account starts with; all of it can be renamed, changed or deleted."""

from cairn.planning.models import Area

_AREAS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    (
        "Health",
        "health",
        "#2f9e44",
        "heart-pulse",
        ("Physical", "Mental", "Sleep", "Nutrition", "Exercise"),
    ),
    (
        "Wealth",
        "wealth",
        "#f08c00",
        "coins",
        ("Income", "Savings", "Investments", "Expenses", "Debt", "Net Worth"),
    ),
    (
        "Love",
        "love",
        "#e03131",
        "heart",
        ("Romantic", "Family", "Friends", "Community", "Social"),
    ),
    (
        "Happiness",
        "happiness",
        "#ae3ec9",
        "sun",
        ("Joy", "Gratitude", "Purpose", "Play", "Peace"),
    ),
    (
        "Operations",
        "operations",
        "#1971c2",
        "settings",
        ("Productivity", "Home", "Organisation", "Systems", "Habits"),
    ),
    (
        "Day Job",
        "day-job",
        "#495057",
        "briefcase",
        ("Career", "Skills", "Projects", "Team", "Performance"),
    ),
)


def default_areas() -> list[Area]:
    """Return the six areas in their order, with their parts; `day-job` keeps working hours."""
    return [
        Area(
            name=name,
            slug=slug,
            colour=colour,
            icon=icon,
            sub_categories=list(parts),
            is_work=slug == "day-job",
            position=position,
        )
        for position, (name, slug, colour, icon, parts) in enumerate(_AREAS)
    ]
