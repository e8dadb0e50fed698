"""`migrator rules`: the rule packs in force."""

from __future__ import annotations

import click

from migrator.cli.options import common_options, format_option, project_from


@click.command("rules")
@click.argument("action", type=click.Choice(["list", "show"]), default="list")
@click.argument("name", required=False)
@format_option("text", "json")
@common_options
def command(action: str, name: str | None, form: str, **options: object) -> int:
    """List the rule packs, or show one: `migrator rules show connections_to_agents`."""
    import json

    from migrator.cli.screen import put, result_console, say
    from migrator.model.data_files import pack_files
    from migrator.model.loading import find_pack, load_pack
    from migrator.report.rules_view import print_pack

    console = result_console(options)
    in_force = project_from(options).pack
    if action == "show":
        pack = in_force if name in {None, in_force.name} else load_pack(find_pack(str(name)))
        if form == "json":
            put(pack.model_dump_json(indent=2))
        else:
            print_pack(console, pack, verbose=bool(options["verbose"]))
        return 0
    packs = [load_pack(path) for path in pack_files()]
    if form == "json":
        rows = [
            {"name": pack.name, "title": pack.pack.title, "in_force": pack.name == in_force.name}
            for pack in packs
        ]
        put(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    for pack in packs:
        mark = ", in force" if pack.name == in_force.name else ""
        say(console, f"{pack.name}: {pack.pack.title}, {len(pack.fields)} fields{mark}")
    return 0
