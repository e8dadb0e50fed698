"""Said: does a file name an endpoint in a string that code can use, or only talk of connections?

Comments, docstrings, `__all__` and prose say nothing that reaches the wire.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence

from migrator.find.source import UnreadableSource, decode
from migrator.find.syntax import children

# Of a sentence: a space or the end after a mark, or a space; the words of a raw request go on.
_NO_PROSE = r"(?![,.;:!](?:\s|$))(?!\s(?!HTTP/))"
_NO_WORD = r"(?![\w-])"


class Tails:
    """The last parts of endpoints' paths, as they stand in the strings of a program."""

    def __init__(self, tails: Sequence[str]) -> None:
        any_of = f"(?:{'|'.join(map(re.escape, sorted(tails)))})"
        self._pattern = re.compile(
            rf"/{any_of}{_NO_WORD}|(?:^|[\"'}}\-]){any_of}{_NO_WORD}{_NO_PROSE}"
        )

    def said_in(self, data: bytes) -> bool:
        """Whether a string of a Python file may be a part of such a path.

        So it is for a file that doesn't parse: whoever reads it reports it.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(decode("", data).text)
        except (UnreadableSource, SyntaxError, ValueError, RecursionError, MemoryError):
            return True
        return any(self._pattern.search(text) for text in _strings(tree))


def _strings(tree: ast.Module) -> Iterator[str]:
    """The strings that a program uses; their parts where they are put together."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.Constant(value=bytes(data)):
                yield data.decode("latin-1")
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                continue
            case _:
                pending += children(node)
