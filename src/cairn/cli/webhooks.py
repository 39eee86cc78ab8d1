"""`cairn webhook`: addresses that are told of what happens."""

from typing import Annotated

import typer

from cairn.cli.client import Client
from cairn.cli.feeds import Name, Which, chosen
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group

app = group("webhook", "Addresses that are told of what happens to your tasks.")
EVENTS = ("task.created", "task.updated", "task.completed", "task.reopened", "task.deleted")


@command(app)
def create(
    name: Name,
    url: Annotated[str, typer.Argument(help="Where to send to.")],
    *,
    event: Annotated[
        list[str] | None, typer.Option(help="What to tell, such as task.completed; can be repeated.")
    ] = None,
) -> None:
    """Tell an address of all events, or of the chosen ones, and show the secret that signs them, once."""
    made = Client().post("/webhooks", {"name": name, "url": url, "events": event or list(EVENTS)})
    if screen.json:
        screen.answer(made)
        return
    screen.out.print("Deliveries are signed with this secret:")
    screen.out.print(plain(made["secret"]), soft_wrap=True)


@command(app, "list")
def list_webhooks() -> None:
    """List your webhooks and how they fare."""
    found = Client().get("/webhooks", page_size=300)
    if screen.json:
        screen.answer(found)
    elif not found["items"]:
        screen.out.print("There is no webhook.")
    for row in () if screen.json else found["items"]:
        state = row["disabled_reason"] or ("failing" if row["failing_since"] else row["status"])
        screen.out.print(f"{row['id'][-8:]}  {plain(row['name'])}  {plain(row['url'])}  {state}")


@command(app)
def log(which: Which) -> None:
    """Show the latest deliveries of a webhook, with the status of each attempt."""
    client = Client()
    found = client.get(f"/webhooks/{chosen(client, '/webhooks', which)['id']}/deliveries")
    if screen.json:
        screen.answer(found)
        return
    for row in found["items"]:
        tries = " ".join(str(one["status"] or one["error"]) for one in row["tries"])
        screen.out.print(f"{row['created_at'][:19]}  {row['event']}  {row['status']}  {tries}")


@command(app)
def delete(which: Which) -> None:
    """Tell an address nothing any more."""
    client = Client()
    row = chosen(client, "/webhooks", which)
    client.call("DELETE", f"/webhooks/{row['id']}")
    if screen.json:
        screen.answer(row)
    else:
        screen.out.print(f"Deleted: {plain(row['name'])}.")
