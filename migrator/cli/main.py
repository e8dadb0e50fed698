"""The command line: its commands, loaded when asked for, and the one place that catches errors."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from migrator import __version__

_COMMANDS = {
    "plan": "Show which calls would migrate, to which agents, and what needs a person.",
    "apply": "Create the agents, rewrite the calls, write the report.",
    "check": "For CI: fail while per-session calls remain that nobody agreed to keep.",
    "verify": "Compare definitions and lock with the API.",
    "rollback": "Restore the sources of the last apply; on demand delete its agents.",
    "report": "Render the last plan again, as HTML, Markdown, JSON or SARIF.",
    "explain": "Explain a finding code, or list them all.",
    "rules": "Show the rule packs in force.",
    "sandbox": "Run a local API to try things out: no account, no key.",
    "demo": "See the whole migration on the samples, against the sandbox.",
}


class _Lazy(click.Group):
    """A group that imports a command when it runs, so that `--help` feels instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"migrator.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done · 1 check or verify found something · 2 wrong usage or input · "
    "3 done, something needs a person · 4 the API refused, can be resumed · 130 interrupted.",
)
@click.version_option(__version__, prog_name="migrator")
def cli() -> None:
    """Move Python code from per-session connections to Omniagents, and prove every rewrite."""


def main() -> NoReturn:
    """Run the command line and end the process with the contract's code; see `exit_code`."""
    _leave(exit_code())


def exit_code() -> int:
    """Run the command line; returns the contract's code. No traceback reaches a user."""
    verbose = bool({"--verbose", "-v"} & set(sys.argv))
    _leave_no_core_dump()
    code = _run(verbose)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        from migrator.cli.screen import discard, not_written

        discard(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            code = _failed(not_written(error), verbose)
    return code


def _leave(code: int) -> NoReturn:
    """End the process without taking what was read apart, which takes seconds for a large tree."""
    logging.shutdown()
    try:
        sys.stderr.flush()
    finally:
        os._exit(code)


def _leave_no_core_dump() -> None:
    """The API key is in this process: it doesn't go to disk with it, nor through a pipe."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    # One byte is too little for any dump, and what Linux takes for "no pipe either".
    least = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
    resource.setrlimit(resource.RLIMIT_CORE, (least, hard))


def _run(verbose: bool) -> int:
    try:
        code = cli.main(prog_name="migrator", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("Interrupted. Run the same command again to resume.")
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except SystemExit:
        # click's way to end when nobody reads its help screen on.
        return 0
    except Exception as error:  # noqa: BLE001 - the edge: nothing above it could show it
        return _failed(error, verbose)
    return code if isinstance(code, int) else 0


def _failed(error: Exception, verbose: bool) -> int:
    from migrator.model.errors import MigratorError

    if verbose:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, MigratorError):
        _say(f"Error: {error}")
        return error.exit_code
    if not verbose:
        _say(
            f"Error: something unexpected happened ({type(error).__name__}: {error}). "
            "Nothing half-written is left; run again with --verbose for the traceback and report it."
        )
    return 2


def _say(text: str) -> None:
    from migrator.cli.screen import say, talk_console

    say(talk_console({}), text)
