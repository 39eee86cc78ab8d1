"""Templates and the question of the day."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from cairn.reflection.catalogue import CATEGORIES, prompt_for, templates

ROUND = 50


def test_ten_templates_with_text() -> None:
    assert len(templates()) == 10
    assert len({one.slug for one in templates()}) == 10
    assert all(one.name and one.description and one.body.strip() for one in templates())


@given(st.uuids(), st.dates(date(1900, 1, 1), date(2999, 1, 1)))
def test_no_question_comes_again_before_all_were_asked(user_id: UUID, day: date) -> None:
    asked = [prompt_for(user_id, day + timedelta(days=n)) for n in range(ROUND)]
    assert len({one.id for one in asked}) == ROUND
    assert len({one.question for one in asked}) == ROUND
    assert {one.category for one in asked[:5]} == set(CATEGORIES)
    assert prompt_for(user_id, day) == asked[0]
