"""Words for mood and energy, and their numbers."""

import pytest

from cairn.reflection.scales import ENERGY, MOODS, energy_word, mood_of

DECIDED = {
    "Low": 2,
    "Steady": 3,
    "High": 4,
    "excited": 5,
    "happy": 4,
    "content": 4,
    "neutral": 3,
    "frustrated": 2,
    "anxious": 2,
    "sad": 1,
    "overwhelmed": 1,
}


@pytest.mark.parametrize(("word", "mood"), DECIDED.items())
def test_words_of_all_vocabularies_have_their_mood(word: str, mood: int) -> None:
    assert mood_of(word) == mood
    assert mood_of(f" {word.upper()} ") == mood


def test_other_words_have_none() -> None:
    assert mood_of("purple") is None
    assert len(MOODS) == len(DECIDED)


@pytest.mark.parametrize(("word", "energy"), ENERGY.items())
def test_energy_goes_from_word_to_number_and_back(word: str, energy: int) -> None:
    assert energy_word(energy) == word
    assert energy_word(energy - 1) == word
