"""Words for how somebody feels, and the numbers that they stand for."""

from collections.abc import Mapping

MOODS: Mapping[str, int] = {
    "excited": 5,
    "happy": 4,
    "content": 4,
    "high": 4,
    "steady": 3,
    "neutral": 3,
    "low": 2,
    "frustrated": 2,
    "anxious": 2,
    "sad": 1,
    "overwhelmed": 1,
}
"""Words for a mood, best first, each with how pleasant it is: 1 (least) to 5 (most)."""

ENERGY: Mapping[str, int] = {"very_low": 2, "low": 4, "medium": 6, "high": 8, "very_high": 10}
"""Five words for energy, each with the upper end of its band of two on the scale of 1 to 10."""


def mood_of(label: str) -> int | None:
    """Return the mood that a word stands for, 1 to 5; None for a word that is not known."""
    return MOODS.get(label.strip().lower())


def energy_word(energy: int) -> str:
    """Return the word of an energy of 1 to 10, both included; the word's own number comes back from it."""
    return next(word for word, upper in ENERGY.items() if energy <= upper)
