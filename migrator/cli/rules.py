"""`migrator rules`: the rule packs in force."""

from __future__ import annotations

import click

from migrator.cli.options import common_options, project_from


@click.command("rules")
@click.argument("action", type=click.Choice(["list", "show"]), default="list")
@click.argument("name", required=False)
@common_options
def command(action: str, name: str | None, **options: object) -> int:
    """List the rule packs, or show one: `migrator rules show connections_to_agents`."""
    from migrator.cli.screen import result_console, say
    from migrator.model.data_files import pack_files
    from migrator.model.loading import find_pack, load_pack
    from migrator.report.rules_view import print_pack

    console = result_console(options)
    in_force = project_from(options).pack
    if action == "show":
        pack = in_force if name in {None, in_force.name} else load_pack(find_pack(str(name)))
        print_pack(console, pack, verbose=bool(options["verbose"]))
        return 0
    for path in pack_files():
        pack = load_pack(path)
        mark = ", in force" if pack.name == in_force.name else ""
        say(console, f"{pack.name}: {pack.pack.title}, {len(pack.fields)} fields{mark}")
    return 0
