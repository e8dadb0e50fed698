"""What a function declares: its parameters and their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator


def parameter_names(arguments: ast.arguments) -> Iterator[str]:
    """Names of all parameters, stars included."""
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield argument.arg
    for star in (arguments.vararg, arguments.kwarg):
        if star is not None:
            yield star.arg


def defaults_of(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr]]:
    """Each parameter that has a default, with that, in the order in which they are evaluated."""
    named = [*arguments.posonlyargs, *arguments.args]
    count = len(arguments.defaults)
    yield from zip(named[len(named) - count :], arguments.defaults, strict=True)
    for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield parameter, default
