"""`cairn journal` and `cairn reflect`."""

import sys
from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group, require

app = group("journal", "Write in your journal, and find what you wrote.")

Mood = Annotated[str | None, typer.Option(help="1 (least pleasant) to 5, or a word such as content.")]
Energy = Annotated[int | None, typer.Option(min=1, max=10, help="Your energy, 1 to 10.")]
_FIRST_LINE = 76


@command(app)
def add(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="What to write down; - reads standard input.")
    ],
    *,
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    mood: Mood = None,
    energy: Energy = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; can be repeated.")] = None,
) -> None:
    """Write something down."""
    content = (sys.stdin.read() if text == ["-"] else " ".join(text)).strip()
    require(content, "An entry needs a text.")
    body: dict[str, Any] = {"content": content, "title": title, "energy": energy, "tags": tag or []}
    made = Client().post("/journal", {**body, **mood_fields(mood)})
    if screen.json:
        screen.answer(made)
    else:
        screen.out.print(f"Written down for {made['local_date']}.", style="green")


@command(app, "list")
def list_entries(
    *,
    tag: Annotated[list[str] | None, typer.Option(help="Only with this tag; can be repeated.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Only of this day or later.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Only of this day or earlier.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=300, help="Entries to show.")] = 10,
) -> None:
    """Read the journal, the latest entry first."""
    found = Client().get("/journal", tag=tag or None, limit=limit, **{"from": first, "to": last})
    if screen.json:
        screen.answer(found)
        return
    for entry in found["items"]:
        _show(entry)
    if not found["items"]:
        screen.out.print('Nothing is written down. `cairn journal add "…"` begins.')


@command(app)
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words that all occur; "in quotes" as they stand.')
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=300, help="Places to show.")] = 10,
) -> None:
    """Find words in the journal and in the days."""
    found = Client().get("/journal/search", q=" ".join(words), page_size=limit)
    if screen.json:
        screen.answer(found)
        return
    from rich.text import Text

    from cairn.cli.words import one_line

    for item in found["items"]:
        told = Text.assemble((item["local_date"], "dim"), "  ")
        if item["title"]:
            told.append(f"{one_line(item['title'])}  ", "bold")
        told.append_text(_marked(one_line(item["excerpt"])))
        screen.out.print(told)
    screen.out.print(f"{found['total']} found." if found["total"] else "Nothing found.", style="dim")


def reflect(
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="How the day was.")] = None,
    *,
    day: Annotated[str | None, typer.Option(help="Another day than today, as 2026-11-23.")] = None,
    mood: Mood = None,
    energy: Energy = None,
    sleep: Annotated[float | None, typer.Option(min=0, max=24, help="Hours slept last night.")] = None,
    grateful: Annotated[str | None, typer.Option(help="What there is to be grateful for.")] = None,
    tomorrow: Annotated[str | None, typer.Option(help="What tomorrow is for.")] = None,
) -> None:
    """Look back at the day in a minute: says what is given, or asks for it."""
    client = Client()
    prompt = client.get("/journal/prompt", day=day)
    said = {
        **mood_fields(mood),
        "energy": energy,
        "sleep_hours": sleep,
        "text": " ".join(text).strip() if text else None,
        "gratitude": grateful,
        "tomorrow_focus": tomorrow,
    }
    said = {name: value for name, value in said.items() if value is not None}
    if not said and sys.stdin.isatty():
        said = _asked(prompt["question"])
    place = f"/days/{prompt['day']}"
    answer = client.call("PATCH", place, body=said).json() if said else _of_day(client, place)
    if screen.json:
        screen.answer(answer)
        return
    if said:
        screen.out.print(f"Kept for {answer['local_date']}.", style="green")
    elif answer:
        _show_day(answer)
    else:
        screen.out.print(f"Nothing is said of {prompt['day']} yet. {plain(prompt['question'])}")


def mood_fields(given: str | None) -> dict[str, Any]:
    """Return the fields of a mood that is given as a number or a word."""
    if given is None:
        return {}
    return {"mood": int(given)} if given.strip().isdigit() else {"mood_label": given.strip()}


def _asked(question: str) -> dict[str, Any]:
    """Ask at the terminal; an empty answer says nothing."""
    screen.note("An empty line leaves it unsaid.")
    mood = typer.prompt("Mood, 1 to 5 or a word", default="", show_default=False).strip()
    energy = typer.prompt("Energy, 1 to 10", default="", show_default=False).strip()
    words = typer.prompt(plain(question), default="", show_default=False).strip()
    tomorrow = typer.prompt("What is tomorrow for?", default="", show_default=False).strip()
    said: dict[str, Any] = mood_fields(mood or None)
    if energy:
        require(energy.isdigit(), f"{plain(energy)} is no energy of 1 to 10.")
        said["energy"] = int(energy)
    return said | {name: value for name, value in (("text", words), ("tomorrow_focus", tomorrow)) if value}


def _of_day(client: Client, place: str) -> Any:
    try:
        return client.get(place)
    except CliError as error:
        if error.code != NOT_FOUND:
            raise
        return None


def _show(entry: dict[str, Any]) -> None:
    from rich.text import Text

    from cairn.cli.words import local_time, one_line

    told = Text.assemble((f"{local_time(entry['occurred_at']):%Y-%m-%d %H:%M}", "dim"))
    if entry["mood"]:
        told.append(f"  {entry['mood_label'] or entry['mood']}", "cyan")
    if entry["title"]:
        told.append(f"  {one_line(entry['title'])}", "bold")
    for tag in entry["tags"]:
        told.append(f" #{one_line(tag)}", "blue")
    screen.out.print(told)
    words = one_line(entry["content"])
    shown = words if len(words) <= _FIRST_LINE else f"{words[: _FIRST_LINE - 1]}…"
    screen.out.print(Text(f"  {shown}"))


def _show_day(entry: dict[str, Any]) -> None:
    from rich.text import Text

    from cairn.cli.words import one_line

    screen.out.print(Text(entry["local_date"], "bold"))
    for name, label in (
        ("mood", "mood"),
        ("energy", "energy"),
        ("sleep_hours", "hours slept"),
        ("text", ""),
        ("accomplishment", "done"),
        ("challenges", "hard"),
        ("gratitude", "grateful for"),
        ("lessons", "learned"),
        ("tomorrow_focus", "tomorrow"),
    ):
        if entry[name] is not None:
            screen.out.print(Text(f"  {label + ': ' if label else ''}{one_line(entry[name])}"))


def _marked(excerpt: str) -> Any:
    """Return the excerpt with what was found in bold in place of its brackets."""
    from rich.text import Text

    told = Text()
    for number, part in enumerate(excerpt.replace("⟧", "⟦").split("⟦")):
        told.append(part, "bold" if number % 2 else "")
    return told
