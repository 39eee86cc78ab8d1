"""`cairn user`: the accounts of the installation, for whoever can reach its database."""

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cairn.cli.account import PasswordStdin, read_password
from cairn.cli.errors import CliError, from_problem
from cairn.cli.local import on_database
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group, require
from cairn.cli.zone import local_zone

if TYPE_CHECKING:
    from cairn.kit.db.work import Database

app = group("user", "Accounts, at the machine itself. No server and no sign-in is needed.")

T = TypeVar("T")
EmailArgument = Annotated[
    str, typer.Argument(metavar="EMAIL", help="Address that the account signs in with.")
]
RoleOption = Annotated[str, typer.Option(help="member, coach, therapist or admin.")]
_ROLES = ("member", "coach", "therapist", "admin")


@command(app)
def create(
    email: EmailArgument,
    name: Annotated[str | None, typer.Option(help="What the person wants to be called.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Their zone; this machine's when absent.")] = None,
    role: RoleOption = "member",
    password_stdin: PasswordStdin = False,
) -> None:
    """Make an account, whatever the mode of sign-up. The first one owns the server."""
    _known_role(role)
    password = read_password(password_stdin, confirm=True)

    async def make(database: "Database") -> object:
        from pydantic import ValidationError

        from cairn.identity.schemas.signin import SignUp
        from cairn.identity.service.signup import NewAccount, create_account

        try:
            given = SignUp(
                email=email, password=password, display_name=name, timezone=timezone or local_zone()
            )
        except ValidationError as error:
            raise _invalid(error) from None
        new = NewAccount(
            email=given.email,
            password=given.password,
            display_name=given.display_name,
            timezone=given.timezone,
        )
        return await create_account(database, new, role=role)

    made = {"id": str(on_database(make)), "email": email}
    _tell(made, f"Made an account for {email}.")


@command(app)
def invite(
    email: Annotated[str | None, typer.Option(help="Only this address can use the invitation.")] = None,
    role: RoleOption = "member",
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days it can be used.")] = 14,
    send: Annotated[bool, typer.Option("--send", help="Send it by mail; a running server does.")] = False,
) -> None:
    """Make an invitation. Its code is shown this once."""
    _known_role(role)
    require(email or not send, "--send needs --email.")

    async def make(database: "Database") -> dict[str, Any]:
        from cairn.identity.service.admin import invite_as_operator

        made = await invite_as_operator(database, email=email, role=role, days=days, send=send)
        return {
            "code": made.code,
            "email": email,
            "role": role,
            "expires_at": made.row.expires_at.isoformat(),
        }

    made = on_database(make)
    _tell(made, f"{made['code']}\nIt can be used once until {made['expires_at'][:16].replace('T', ' ')} UTC.")


@command(app, "reset-password")
def reset_password(
    email: EmailArgument,
    generate: Annotated[bool, typer.Option("--generate", help="Make a password and show it.")] = False,
    password_stdin: PasswordStdin = False,
) -> None:
    """Give an account a new password, and sign it out everywhere."""
    password = None if generate else read_password(password_stdin, confirm=True)

    async def reset(database: "Database") -> str:
        from cairn.identity.service.admin import reset_password as give

        return await give(database, email, password)

    new = on_database(reset)
    shown = {"email": email, "password": new} if generate else {"email": email}
    words = f"{email} has a new password" + (f": {new}" if generate else ", and is signed out everywhere.")
    _tell(shown, words)


@command(app)
def disable(email: EmailArgument) -> None:
    """Keep an account from signing in, and sign it out everywhere. Its data stay."""
    _set_status(email, "disabled", f"{email} can no longer sign in.")


@command(app)
def enable(email: EmailArgument) -> None:
    """Let an account sign in again."""
    _set_status(email, "active", f"{email} can sign in again.")


@command(app, "list")
def list_users() -> None:
    """List the accounts."""

    async def rows(database: "Database") -> list[dict[str, Any]]:
        from cairn.identity.service.admin import list_accounts

        return [dict(row.items()) for row in await list_accounts(database)]

    found = on_database(rows)
    if screen.json:
        screen.answer({"items": found, "total": len(found)})
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("E-mail", "Role", "Status", "Last seen"):
        table.add_column(heading, overflow="fold")
    for row in found:
        seen = row["last_used_at"].date().isoformat() if row["last_used_at"] else "never"
        role = f"{row['role']}, owner" if row["is_owner"] else row["role"]
        table.add_row(plain(row["email"]), role, row["status"], seen)
    screen.out.print(table)


def _set_status(email: str, status: str, words: str) -> None:
    async def change(database: "Database") -> None:
        from cairn.identity.service.admin import set_status

        await set_status(database, email, status)

    on_database(change)
    _tell({"email": email, "status": status}, words)


def _tell(document: object, words: str) -> None:
    if screen.json:
        screen.answer(document)
    else:
        screen.out.print(plain(words), soft_wrap=True)


def _known_role(role: str) -> None:
    require(role in _ROLES, f"There is no role {role}: choose one of {', '.join(_ROLES)}.")


def _invalid(error: Any) -> CliError:
    wrong = [
        {"pointer": "/".join(map(str, e["loc"])), "code": e["type"], "detail": e["msg"]}
        for e in error.errors()
    ]
    document = {"type": "/problems/invalid", "title": "The input is not valid", "errors": wrong}
    return from_problem(document, 422)
