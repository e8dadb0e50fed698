"""`migrator explain`: finding codes in words."""

from __future__ import annotations

import click

from migrator.cli.options import common_options, format_option


@click.command("explain")
@click.argument("code", required=False)
@format_option("text", "json")
@common_options
def command(code: str | None, form: str, **options: object) -> int:
    """Explain a finding code, or list them all."""
    import json
    from dataclasses import asdict

    from migrator.cli.screen import put, result_console
    from migrator.report.explaining import code_infos, explain, explain_all
    from migrator.report.printing import Printer

    if form == "json":
        rows = [asdict(info) for info in code_infos(code)]
        put(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        printer = Printer(result_console(options))
        for line in (explain(code) if code is not None else explain_all()).splitlines():
            printer.flow(line or " ", indent=0)
    return 0
