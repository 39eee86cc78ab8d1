"""What is said of the days and written down in the two years: the same at every telling.

A mood has something of the mood before, of the night, of the weekday and the season; what is written picks up
what was done. Nothing here is anybody's.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import cos, tau
from random import Random

from cairn.demo.story import WEEKS, Deed, Story, dice
from cairn.reflection.scales import MOODS

_SAID, _WORDS, _FULL = 0.84, 0.55, 0.18
"""Shares of the days with an entry; of these, with words; and with all of the questions answered."""
_WRITTEN = 0.16
"""Share of the days with an entry of the journal, beside those on which something was finished."""
_FRIDAY, _WEEKEND, _MONDAY = 4, 5, 0

GOOD = (
    "A day that went by itself.",
    "Long walk, no telephone.",
    "Laughed more than usual.",
    "Quiet, and I liked it.",
    "Slept well and it showed.",
    "Got through the list without hurry.",
)
PLAIN = (
    "Nothing special, and that is fine.",
    "Much of the same as yesterday.",
    "Rain, tea, work.",
    "A little slow until noon.",
    "Busy, but mine.",
)
HARD = (
    "Tired from the start.",
    "Too many things at once.",
    "Could not let go of the talk at noon.",
    "Woke at four and lay there.",
    "Snappy, for no good reason.",
)
THANKS = (
    "Jonas cooked.",
    "The first warm evening.",
    "Mia called just to talk.",
    "A seat by the window.",
    "Nobody needed anything after six.",
    "The knee did not hurt.",
    "Bread that worked.",
)
LESSONS = (
    "Start before I feel like it.",
    "Say no on the same day.",
    "Eat before the meeting, not after.",
    "Half an hour outside changes the rest.",
)
HURDLES = (
    "Too little sleep.",
    "Meetings until four.",
    "The noise from the building site.",
    "My own impatience.",
)
THOUGHTS = (
    (
        "What the garden does",
        "The tomatoes lean towards the railing again. I turned the boxes, and felt useful.",
        "garden",
    ),
    ("On the train", "Two hours of fields. I read ten pages and looked up for each of them.", "travel"),
    ("A talk with Farid", "He said that I hurry when I am unsure. I had no answer, which is one.", "work"),
    (None, "Could not sleep, so I made a list, and then could.", "sleep"),
    (
        "Grandfather's hands",
        "He peels an apple in one go, still. I filmed it, and then put the telephone away.",
        "family",
    ),
    (None, "Ran by the river. Fog, and two swans who did not move.", "running"),
    ("Small things", "New cups. It is silly how much I like them.", None),
    ("Before the review", "I know this work. I am only afraid of the room.", "work"),
    (
        None,
        "Spanish lesson. I said a whole sentence in the past without thinking, and stopped from surprise.",
        "spanish",
    ),
    ("Money", "Wrote down what we spent. Less than feared, more than needed.", "money"),
)


@dataclass(slots=True, kw_only=True)
class Evening:
    """What is said of a day."""

    day: date
    mood: int
    label: str
    energy: int
    sleep_hours: float
    sleep_quality: int
    productivity: int
    completion: int
    text: str | None = None
    accomplishment: str | None = None
    challenges: str | None = None
    gratitude: str | None = None
    lessons: str | None = None
    focus: str | None = None

    @property
    def said_at(self) -> datetime:
        """The wall time at which it is said."""
        return datetime.combine(self.day, time(21, 40))


@dataclass(slots=True, kw_only=True)
class Page:
    """An entry of the journal."""

    at: datetime
    content: str
    title: str | None = None
    mood: int | None = None
    tags: list[str] = field(default_factory=list)
    template: str | None = None


def evenings(story: Story) -> list[Evening]:
    """Return what is said of the days, in order; some days pass without a word."""
    rng, done = dice("evenings"), _by_day(story)
    told = []
    swing = 0.0
    for days_ago in range(WEEKS * 7 - 1, 0, -1):
        day = story.ago(days_ago)
        finished = done.get(day, [])
        sleep = min(9.5, max(4.5, rng.gauss(7.2 + (0.6 if day.weekday() >= _WEEKEND else 0), 0.8)))
        swing = 0.55 * swing + rng.gauss(0, 0.55)
        felt = 3.2 + swing + 0.35 * (sleep - 7.2) + _season(day) + _weekday(day, story) + 0.05 * len(finished)
        mood = min(5, max(1, round(felt)))
        energy = min(10, max(1, round(2 * felt + rng.gauss(-0.4, 1) + 0.5 * (sleep - 7.2))))
        if rng.random() < _SAID:
            told.append(_evening(rng, (day, mood, energy), sleep, finished))
    return told


def _evening(rng: Random, felt: tuple[date, int, int], sleep: float, done: list[Deed]) -> Evening:
    day, mood, energy = felt
    evening = Evening(
        day=day,
        mood=mood,
        label=rng.choice([word for word, value in MOODS.items() if value == mood]),
        energy=energy,
        sleep_hours=round(sleep * 4) / 4,
        sleep_quality=min(5, max(1, round(sleep - 4 + rng.gauss(0, 0.6)))),
        productivity=min(10, max(1, round(3 + 0.9 * len(done) + 0.3 * energy + rng.gauss(0, 1)))),
        completion=min(10, max(1, round(4 + 0.8 * len(done) + rng.gauss(0, 1.2)))),
    )
    if rng.random() < _WORDS:
        evening.text = rng.choice(GOOD if mood >= 4 else HARD if mood <= 2 else PLAIN)  # noqa: PLR2004
    if done and rng.random() < 0.5:  # noqa: PLR2004 - every other time
        evening.accomplishment = f"{done[-1].title}."
    if rng.random() < _FULL:
        evening.gratitude = rng.choice(THANKS)
        evening.lessons = rng.choice(LESSONS)
        evening.challenges = rng.choice(HURDLES)
        evening.focus = rng.choice(
            ("One thing before ten.", "The long run.", "Call home.", "Nothing in the evening.")
        )
    return evening


def pages(story: Story) -> list[Page]:
    """Return the journal, in order: on some days, and when a project came to its end."""
    rng, done = dice("pages"), _by_day(story)
    ends: dict[str, Deed] = {}
    for deed in story.deeds:
        if (
            deed.project
            and deed.done
            and (deed.project not in ends or deed.done > (ends[deed.project].done or deed.done))
        ):
            ends[deed.project] = deed
    told = [
        Page(
            at=deed.done + timedelta(hours=2),
            title=f"{project}: done",
            content=f"**What worked**\n\nSmall steps, and the last one was *{deed.title.lower()}*."
            "\n\n**What I did for it**\n\nI began before I knew how it would end.",
            mood=4,
            tags=["project"],
            template="win",
        )
        for project, deed in ends.items()
        if deed.done and (story.today - deed.done.date()).days > 120  # noqa: PLR2004 - those long over
    ]
    for days_ago in range(WEEKS * 7 - 1, 0, -1):
        if rng.random() >= _WRITTEN:
            continue
        day = story.ago(days_ago)
        title, content, tag = rng.choice(THOUGHTS)
        if done.get(day) and rng.random() < 0.4:  # noqa: PLR2004 - not always
            content += f"\n\nAnd: {done[day][-1].title.lower()}."
        told.append(
            Page(
                at=datetime.combine(day, time(rng.choice((7, 12, 21, 22)), rng.randrange(60))),
                title=title,
                content=content,
                mood=rng.choice((2, 3, 3, 4, 4, 5)),
                tags=[tag] if tag else [],
            )
        )
    return sorted(told, key=lambda page: page.at)


def _by_day(story: Story) -> dict[date, list[Deed]]:
    found: dict[date, list[Deed]] = {}
    for deed in story.deeds:
        if deed.done:
            found.setdefault(deed.done.date(), []).append(deed)
    return found


def _season(day: date) -> float:
    """Return how much the light of the season lifts a mood: most in June."""
    return -0.25 * cos(tau * (day.timetuple().tm_yday - 172 + 182) / 365)


def _weekday(day: date, story: Story) -> float:
    if story.away(day) or day.weekday() >= _WEEKEND:
        return 0.4
    return {_MONDAY: -0.35, _FRIDAY: 0.2}.get(day.weekday(), 0.0)
