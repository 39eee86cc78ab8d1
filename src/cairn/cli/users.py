"""`cairn user`: the accounts of the installation, for whoever can reach its database."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cairn.cli.account import PasswordStdin, read_password
from cairn.cli.errors import CliError, from_problem
from cairn.cli.local import local_database, read_settings
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

        from cairn.identity.schemas import SignUp
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

    made = {"id": str(_run(make)), "email": email}
    _tell(made, f"Made an account for {email}.")


@command(app)
def invite(
    email: Annotated[str | None, typer.Option(help="Only this address can use the invitation.")] = None,
    role: RoleOption = "member",
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days it can be used.")] = 14,
) -> None:
    """Make an invitation. Its code is shown this once."""
    _known_role(role)

    async def make(database: "Database") -> dict[str, Any]:
        from cairn.identity.service.admin import invite_as_operator

        made = await invite_as_operator(database, email=email, role=role, days=days)
        return {
            "code": made.code,
            "email": email,
            "role": role,
            "expires_at": made.row.expires_at.isoformat(),
        }

    made = _run(make)
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

    new = _run(reset)
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

    found = _run(rows)
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

    _run(change)
    _tell({"email": email, "status": status}, words)


def _tell(document: object, words: str) -> None:
    if screen.json:
        screen.answer(document)
    else:
        screen.out.print(plain(words), soft_wrap=True)


def _known_role(role: str) -> None:
    require(role in _ROLES, f"There is no role {role}: choose one of {', '.join(_ROLES)}.")


def _run(work: "Callable[[Database], Awaitable[T]]") -> T:
    """Run a function on the database, which is made and migrated where it is new."""
    import asyncio

    import asyncpg

    from cairn.kit.db.migrate import MigrationError
    from cairn.kit.http.problems import Problem

    try:
        with local_database(read_settings()) as url:
            return asyncio.run(_with_database(url, work))
    except Problem as problem:
        raise from_problem(
            problem.document("", None) | {"errors": _fields(problem)}, problem.status
        ) from None
    except MigrationError as error:
        raise CliError(str(error), hint="`cairn db status` tells more.") from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CliError(f"The database cannot be used: {error}") from None


async def _with_database(url: str, work: "Callable[[Database], Awaitable[T]]") -> T:
    from cairn.api import load_domains
    from cairn.kit.db import migrate
    from cairn.kit.db.work import Database

    await migrate.ensure_head(url)
    load_domains()  # what else begins with an account, such as its areas, is made by their handlers
    database = await Database.connect(url, size=2)
    try:
        return await work(database)
    finally:
        await database.close()


def _fields(problem: Any) -> list[dict[str, str]]:
    return [{"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in problem.errors]


def _invalid(error: Any) -> CliError:
    wrong = [
        {"pointer": "/".join(map(str, e["loc"])), "code": e["type"], "detail": e["msg"]}
        for e in error.errors()
    ]
    document = {"type": "/problems/invalid", "title": "The input is not valid", "errors": wrong}
    return from_problem(document, 422)
