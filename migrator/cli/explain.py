"""`migrator explain`: finding codes in words."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain a finding code, or list them all."""
    from migrator.cli.screen import put
    from migrator.report.explaining import explain, explain_all

    put(explain(code) if code is not None else explain_all())
    return 0
