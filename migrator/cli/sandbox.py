"""`migrator sandbox`: the local API as a server."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True)
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Keep state here.")
@click.option("--profile", type=click.Choice(["docs", "live"]), default="live", show_default=True)
@click.option("--pace", type=click.FloatRange(min=0), help="Seconds between connections.")
@click.option("--concurrent", type=click.IntRange(min=1), help="Sessions at once a transport.")
@click.option("--agent-cap", type=click.IntRange(min=0), help="Agents an organization may hold.")
@click.option("--latency", type=click.IntRange(min=0), default=0, help="Milliseconds an answer.")
@click.option("--any-ids", is_flag=True, help="Accept ids that are not in the catalogue.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="KIND=RATE",
    help="Inject a fault: rate-limited, internal-error, bad-gateway, unavailable, lost-answer, "
    "reset, truncated, slow, error-after-work or late, on this share of requests.",
)
@click.option("--seed", type=int, default=0, help="For the faults.")
@click.option(
    "--retry-after",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Seconds that a rate-limited answer asks to wait.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default="1",
    help="Seconds that slow answers and late work take.",
)
@click.option(
    "--revoke-after", type=click.IntRange(min=0), help="Refuse each key after so many requests."
)
def command(
    port: int,
    db: Path | None,
    profile: str,
    pace: float | None,
    concurrent: int | None,
    agent_cap: int | None,
    latency: int,
    any_ids: bool,
    faults: tuple[str, ...],
    seed: int,
    retry_after: int,
    delay: float,
    revoke_after: int | None,
) -> int:
    """Run a local API on 127.0.0.1: no account, no key of your own, stops with Ctrl-C."""
    from dataclasses import replace

    from migrator.cli.sandboxed import NEEDS_EXTRA
    from migrator.model.errors import InputError
    from migrator.sandbox.settings import SandboxSettings, SandboxSettingsError

    try:
        from migrator.sandbox.server import serve
    except ImportError:
        raise InputError(NEEDS_EXTRA) from None
    settings = SandboxSettings()
    changes: dict[str, object] = {
        "port": port,
        "database": db,
        "profile": profile,
        "latency_ms": latency,
        "any_ids": any_ids,
        "fault_seed": seed,
        "faults": tuple(_fault(text, retry_after, delay) for text in faults),
        "revoke_key_after": revoke_after,
    }
    if pace is not None:
        changes["pace_seconds"] = pace or None
    if concurrent is not None:
        changes["concurrency_limit"] = concurrent
    if agent_cap is not None:
        changes["agent_cap"] = agent_cap or None
    try:
        serve(replace(settings, **changes), on_started=_started)  # type: ignore[arg-type]
    except (SandboxSettingsError, OSError) as error:
        raise InputError(f"The sandbox can't start: {error}") from None
    return 0


def _fault(text: str, retry_after: int, delay: float) -> object:
    from migrator.sandbox.settings import Fault, FaultKind

    kind, _, rate = text.partition("=")
    try:
        return Fault(
            FaultKind(kind),
            rate=float(rate or "1"),
            retry_after_seconds=retry_after,
            delay_seconds=delay,
        )
    except ValueError:
        kinds = ", ".join(FaultKind)
        message = f"{text}: expected KIND=RATE with a kind out of {kinds}"
        raise click.BadParameter(message, param_hint="--fault") from None


def _started(base_url: str) -> None:
    click.echo(f"Sandbox at {base_url} (docs at {base_url}/docs)", err=True)
    click.echo(f"  export NAPSTER_BASE_URL={base_url} NAPSTER_API_KEY=sandbox-key", err=True)
