"""`cairn metric`."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group

app = group("metric", "What you measure.")

_SPARKS = "▁▂▃▄▅▆▇█"
_SHOWN = 60


@command(app)
def add(
    name: Annotated[str, typer.Argument(help="What is measured.")],
    *,
    unit: Annotated[str | None, typer.Option(help="Unit, such as kg or steps.")] = None,
    direction: Annotated[str, typer.Option(help="higher, lower or target.")] = "higher",
    baseline: Annotated[float | None, typer.Option(help="Where it stands at the beginning.")] = None,
    target: Annotated[float | None, typer.Option(help="Where it should come to.")] = None,
    tolerance: Annotated[float | None, typer.Option(help="Distance allowed from a target to keep.")] = None,
    aggregation: Annotated[
        str, typer.Option(help="How the values of a day become one: sum, mean, last, min or max.")
    ] = "last",
    area: Annotated[str | None, typer.Option(help="Its area, by name.")] = None,
) -> None:
    """Add a metric."""
    from cairn.cli.names import id_of

    client = Client()
    known = {"count", "hours", "minutes", "dollars", "pounds", "kg", "percent", "rating"}
    body: dict[str, Any] = {
        "name": name,
        "direction": direction,
        "baseline": baseline,
        "target": target,
        "tolerance": tolerance,
        "aggregation": aggregation,
        "area_id": id_of(client, "area", area) if area else None,
    }
    if unit is not None:
        body |= {"unit": unit} if unit in known else {"unit": "custom", "unit_label": unit}
    made = client.post("/metrics", body)
    if screen.json:
        screen.answer(made)
    else:
        screen.out.print(f"{plain(made['name'])} is kept from now on.", style="green")


@command(app)
def log(
    name: Annotated[str, typer.Argument(help="The metric, by its name or the beginning of it.")],
    value: Annotated[float, typer.Argument(help="What was measured.")],
    *,
    date: Annotated[str | None, typer.Option(help="The day, as 2026-11-23; today when absent.")] = None,
    note: Annotated[str | None, typer.Option(help="What there is to say about it.")] = None,
) -> None:
    """Write a measurement of today or of an earlier day."""
    from cairn.cli.names import id_of

    client = Client()
    metric_id = id_of(client, "metric", name)
    made = client.post(f"/metrics/{metric_id}/logs", {"value": value, "local_date": date, "note": note})
    if screen.json:
        screen.answer(made)
        return
    points = f"  +{made['earned_points']} points" if made["earned_points"] else ""
    screen.out.print(f"{made['value']:g} on {made['local_date']}{points}", style="green")


@command(app, "list")
def list_metrics(
    archived: Annotated[bool, typer.Option("--archived", help="The archived ones instead.")] = False,
) -> None:
    """List metrics with their newest values."""
    found = Client().get("/metrics", page_size=300, archived="true" if archived else None)
    if screen.json:
        screen.answer(found)
        return
    for metric in found["items"]:
        latest = metric["latest"]
        shown = f"{latest['value']:g} on {latest['local_date']}" if latest else "nothing measured yet"
        target = "" if metric["target"] is None else f", target {metric['target']:g}"
        screen.out.print(f"{plain(metric['name'])}: {shown}{target}")
    if not found["items"]:
        screen.out.print('No metric yet. `cairn metric add "Weight" --unit kg` adds one.')


@command(app)
def show(
    name: Annotated[str, typer.Argument(help="The metric, by its name or the beginning of it.")],
    days: Annotated[int, typer.Option(min=7, max=3660, help="How many days to look back.")] = 90,
) -> None:
    """Show a metric with its trend, what stands out, and what may come."""
    from cairn.cli.names import id_of

    client = Client()
    found = client.get(f"/metrics/{id_of(client, 'metric', name)}/analytics", days=days)
    if screen.json:
        screen.answer(found)
        return
    values = [point["value"] for point in found["points"]][-_SHOWN:]
    if values:
        screen.out.print(_spark(values))
    screen.out.print(plain(found["text"]))
    for one in found["outliers"]["items"]:
        screen.out.print(f"{one['date']}: {one['value']:g} where {one['expected']:.3g} was to be expected.")
    for one in found["change_points"]["items"]:
        screen.out.print(f"From {one['date']} on: {one['after']:.4g} instead of {one['before']:.4g}.")
    coming = found["forecast"]
    if coming is not None:
        end = coming["steps"][-1]
        screen.out.print(f"By {end['date']}: {end['p10']:.4g} to {end['p90']:.4g} (risk {coming['risk']}).")


def _spark(values: list[float]) -> str:
    low, high = min(values), max(values)
    if low == high:
        return _SPARKS[0] * len(values)
    return "".join(_SPARKS[round((v - low) / (high - low) * (len(_SPARKS) - 1))] for v in values)
