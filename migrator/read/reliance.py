"""Reliance: which parameters a call takes from its callers, because the tree is taken for all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_FEW = 3


def relied_on(program: Program, module: ModuleSource, node: ast.Call) -> tuple[str, ...]:
    """What a call is given by its callers, in words: each parameter with the calls that agree."""
    if not program.known:
        return ()
    return tuple(dict.fromkeys(_told(program, module, node)))


def _told(program: Program, module: ModuleSource, node: ast.Call) -> Iterator[str]:
    from migrator.read.world import FUNCTIONS, behind

    functions = [f for f in module.enclosing(node) if isinstance(f, FUNCTIONS)]
    for function in dict.fromkeys(g for f in functions for g in behind(program, module, f)):
        known = program.known.get(function)
        for name, places in known.places.items() if known is not None else ():
            more = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
            yield f"`{name}` from {', '.join(places[:_FEW])}{more}"
