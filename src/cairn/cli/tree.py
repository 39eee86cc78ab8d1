"""The manner of all commands: `--json` on each, and failures as sentences or problem documents."""

import functools
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from cairn.cli.errors import CliError
from cairn.cli.exits import FAILED, USAGE
from cairn.cli.screen import screen

Function = TypeVar("Function", bound=Callable[..., None])

JSON_FLAG = "--json"
Json = Annotated[bool, typer.Option(JSON_FLAG, help="Answer with JSON, for programs.")]


def group(name: str, text: str) -> typer.Typer:
    """Return a group of commands."""
    return typer.Typer(name=name, help=text, cls=Group, no_args_is_help=True, rich_markup_mode=None)


def command(app: typer.Typer, name: str | None = None) -> Callable[[Function], Function]:
    """Register a function as a command, with `--json` beside its own options."""

    def register(function: Function) -> Function:
        app.command(name, cls=Command)(_with_json(function))
        return function

    return register


def _with_json(function: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(function)
    def run(*args: Any, as_json: bool, **options: Any) -> None:
        screen.json = screen.json or as_json
        function(*args, **options)

    signature = inspect.signature(function)
    flag = inspect.Parameter("as_json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Json)
    run.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*signature.parameters.values(), flag]
    )
    run.__annotations__ = {**function.__annotations__, "as_json": Json}
    return run


class _Value:
    """What Typer asks to convert an option.

    Typer converts with Pydantic, whose import takes longer than everything else of a command such as
    `cairn add`; text and what was not given need no conversion.
    """

    def __init__(self, descriptor: Any) -> None:
        self._descriptor = descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None or value == ():
            return () if param.multiple or param.nargs == -1 else None
        if type(value) is self._descriptor.annotation:  # text, and defaults
            return value
        if self._descriptor.annotation == list[str]:
            return list(value)
        from typer._coercion import build_runtime_param

        return build_runtime_param(self._descriptor).coerce(value, param, ctx)


def _light(params: list[Any]) -> list[Any]:
    for param in params:
        if param._runtime_param is None:  # noqa: SLF001 - Typer has no public place for it
            param._runtime_param = _Value(param.type_descriptor)  # noqa: SLF001
    return params


class Command(TyperCommand):
    """A command whose options are converted only where they must be."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options and arguments."""
        return _light(super().get_params(ctx))


class Group(TyperGroup):
    """A group whose options are converted only where they must be."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options."""
        return _light(super().get_params(ctx))


class Root(Group):
    """The whole tree: turns what a command raises into a message and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; never shows a traceback unless CAIRN_DEBUG is set."""
        screen.reset()
        given = list(sys.argv[1:] if args is None else args)
        # Known before anything is parsed, so that a mistake in the command line is told as JSON too.
        screen.json = JSON_FLAG in given
        try:
            code = super().main(
                given,
                prog_name,
                complete_var,
                standalone_mode and not screen.json,
                windows_expand_args,
                **extra,
            )
            sys.stdout.flush()
        except CliError as error:
            screen.fail(error)
            code = error.code
        except TyperException as error:
            screen.fail(CliError(error.format_message(), code=error.exit_code, type="usage"))
            code = error.exit_code
        except typer.Abort:
            screen.fail(CliError("Nothing was done."))
            code = FAILED
        except BrokenPipeError:
            # The reader, such as `head`, has seen enough. What is still buffered has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = FAILED
        except Exception as error:
            if os.environ.get("CAIRN_DEBUG"):
                raise
            told = f"Something went wrong inside this program: {type(error).__name__}: {error}"
            screen.fail(CliError(told, hint="CAIRN_DEBUG=1 shows where."))
            code = FAILED
        sys.exit(code if isinstance(code, int) else 0)


def require(condition: object, message: str) -> None:
    """End the program with a sentence about the command line, unless the condition holds."""
    if not condition:
        raise CliError(message, code=USAGE, type="usage")
