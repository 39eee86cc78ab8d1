"""`cairn rewards` and `cairn wallet`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group

app = group("rewards", "What you allow yourself for points.")


@command(app, "list")
def list_rewards(
    page_size: Annotated[int, typer.Option(min=1, max=300, help="Rewards to show.")] = 50,
) -> None:
    """List rewards, with what stands in the way of each."""
    client = Client()
    found = client.get("/rewards", page_size=page_size)
    shelf = client.get("/rewards/shelf")
    if screen.json:
        screen.answer({"rewards": found, "shelf": shelf})
        return
    seen = {one["reward_id"]: one for one in shelf["rewards"]}
    screen.out.print(f"You have {shelf['balance']} points.")
    for reward in found["items"]:
        screen.out.print(_line(reward, seen.get(reward["id"])))
    if not found["items"]:
        screen.out.print('No reward yet. `cairn rewards add "A cake" 80` adds one.')


@command(app)
def add(
    name: Annotated[str, typer.Argument(help="What it is called.")],
    cost: Annotated[int, typer.Argument(min=1, help="Points that it costs.")],
    *,
    per_day: Annotated[int | None, typer.Option(min=1, max=100, help="How often a day at most.")] = None,
    cooldown: Annotated[int | None, typer.Option(min=1, help="Hours between two times.")] = None,
    category: Annotated[
        str, typer.Option(help="quick_treat, daily_delight, big_unlock or custom.")
    ] = "custom",
) -> None:
    """Add a reward."""
    client = Client()
    body = {
        "name": name,
        "cost": cost,
        "max_per_day": per_day,
        "cooldown_hours": cooldown,
        "category": category,
    }
    made = client.post("/rewards", body)
    if screen.json:
        screen.answer(made)
        return
    guide = client.get("/rewards/price-guide")
    days = guide["median_daily_income"] and cost / guide["median_daily_income"]
    about = f" (≈ {days:.1f} usual days)" if days else ""
    screen.out.print(f"{plain(made['name'])} costs {made['cost']} points{about}.", style="green")


@command(app)
def redeem(
    name: Annotated[str, typer.Argument(help="The reward, by its name or the beginning of it.")],
    note: Annotated[str | None, typer.Option(help="What there is to remember about it.")] = None,
) -> None:
    """Have a reward."""
    client = Client()
    reward = _called(client, name)
    had = client.post(f"/rewards/{reward['id']}/redeem", {"note": note})
    if screen.json:
        screen.answer(had)
        return
    left = client.get("/wallet")["points"]["balance"]
    screen.out.print(f"Enjoy: {plain(had['name'])}, {had['cost']} points. {left} are left.", style="green")


def wallet(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=300, help="Movements to show.")] = 10,
) -> None:
    """Show what you have of each currency, and the last movements."""
    client = Client()
    have, month = client.get("/wallet"), client.get("/wallet/alignment")
    moved = client.get("/wallet/transactions", limit=limit)
    if screen.json:
        screen.answer({"wallet": have, "alignment": month, "transactions": moved})
        return
    from rich.text import Text

    from cairn.cli.words import one_line

    points = have["points"]
    screen.out.print(
        f"{points['balance']} points ({points['earned']} earned, {points['spent']} spent)", style="bold"
    )
    screen.out.print(f"{month['earned']} of {month['monthly_goal']} alignment this month")
    for entry in moved["items"]:
        told = Text.assemble((entry["local_date"], "dim"), f"  {entry['amount']:+6d}  ")
        told.append(plain(entry["reason"]).replace("_", " "))
        if entry["entity_title"]:
            told.append(f"  {one_line(entry['entity_title'])}")
        if entry["is_reversed"]:
            told.append("  taken back later", "dim")
        if entry["currency"] != "points":
            told.append(f"  {entry['currency']}", "dim")
        screen.out.print(told)


def _called(client: Client, name: str) -> dict[str, Any]:
    wanted = name.strip().casefold()
    rewards: list[dict[str, Any]] = client.get("/rewards", page_size=300)["items"]
    same = [one for one in rewards if one["name"].casefold() == wanted]
    fits = same or [one for one in rewards if one["name"].casefold().startswith(wanted)]
    if len(fits) != 1:
        many = f"{len(fits)} rewards begin" if fits else "No reward begins"
        raise CliError(f"{many} with {name}.", code=NOT_FOUND, hint="`cairn rewards list` shows them.")
    return fits[0]


def _line(reward: dict[str, Any], seen: dict[str, Any] | None) -> Any:
    from rich.text import Text

    from cairn.cli.words import local_time, one_line

    told = Text.assemble(f"{reward['cost']:7d}  ", (one_line(reward["name"]), "bold"))
    if seen is None or seen["can_redeem"]:
        return told
    why = {
        "locked": "locked",
        "archived": "archived",
        "too_expensive": f"{seen['missing_points']} points are wanting",
    }.get(seen["reason"])
    if why is None:
        why = f"again from {local_time(seen['available_at']):%a %H:%M}"
    told.append(f"  {why}", "dim")
    if seen["days_to_earn"]:
        told.append(f"  ≈ {seen['days_to_earn']} days", "dim")
    return told
