"""Shared bodies: functions that an edit made return something else, which feed requests alone."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from migrator.model.sites import CallSite
from migrator.model.values import Span
from migrator.read.parsing import parsed
from migrator.rewrite.closed import FunctionNode, Returning, Uses, returned_values, returning
from migrator.rewrite.masking import Request
from migrator.rewrite.residue import Edited

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree

_LINES = re.compile(r"\r\n|\r|\n")


class SharedError(Exception):
    """A function returns something else and something besides the edited calls uses that."""


class Sharing:
    """The functions of edited files whose results the edits changed.

    `before` and `after` are the trees without and with the edits, `sites` are the edited calls as
    they were, `mentioning` tells the files that mentioned a name.
    """

    def __init__(
        self,
        before: SourceTree,
        after: SourceTree,
        sites: Sequence[CallSite],
        mentioning: Callable[[str], Collection[str]],
    ) -> None:
        self._before, self._after = before, after
        bodies: defaultdict[str, list[Span]] = defaultdict(list)
        for site in sites:
            if site.body_span is not None:
                bodies[site.body_span.path].append(site.body_span)
        self._uses = Uses(partial(parsed, before), mentioning, bodies)

    def strange_call(self, site: CallSite, calls: Mapping[str, Collection[Span]]) -> str | None:
        """A call of the shared code that an edit of `site` changes which is none of `calls`."""
        if not site.through:
            return None
        own = self._uses.function_at(site.span)
        parts = [span for span in (site.url_span, site.body_span) if span is not None]
        if all(self._uses.function_at(span) == own for span in parts):
            return None
        for span in site.through:
            function = self._uses.function_at(span)
            if function is None or function == own:
                continue
            use = self._uses.call_besides(function, calls)
            if use is not None:
                return f"{function.qualified}() would send another request, also for {use}"
        return None

    def returned(
        self, file: Edited, requests: Sequence[tuple[Request, Request]]
    ) -> list[tuple[Request, Request]]:
        """What functions of a file return on both sides, where the edit changed the function.

        `requests` are the parts of requests that stand in the file: functions that hold some are
        not for here. Raises SharedError when a result is used for more than requests.
        """
        old, new = _functions(self._before, file.path), _functions(self._after, file.path)
        before, after = _LINES.split(file.before), _LINES.split(file.after)
        found: list[tuple[Request, Request]] = []
        for function, node in old.items():
            twin = new.get(function)
            if twin is None or _lines_of(node, before) == _lines_of(twin, after):
                continue
            if ast.dump(node) == ast.dump(twin):
                continue
            holds = any(_holds(node, one) or _holds(twin, other) for one, other in requests)
            values, others = returned_values(node), returned_values(twin)
            if holds or not values or len(values) != len(others):
                continue
            usage = self._uses.of(function)
            if not usage.is_sent:
                continue
            if usage.other is not None:
                raise SharedError(
                    f"{function.qualified}() would return something else, which {usage.other} uses"
                )
            found += [
                (_returned(file.path, one), _returned(file.path, other))
                for one, other in zip(values, others, strict=True)
            ]
        return found


def _functions(tree: SourceTree, path: str) -> dict[Returning, FunctionNode]:
    module = parsed(tree, path)
    if module is None:
        return {}
    found = list(returning(path, module))
    names = [function for function, _ in found]
    return {function: node for function, node in found if names.count(function) == 1}


def _lines_of(node: FunctionNode, lines: Sequence[str]) -> Sequence[str]:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return lines[first - 1 : node.end_lineno]


def _holds(node: FunctionNode, request: Request) -> bool:
    spans = (*request.calls, request.url, request.body)
    last = node.end_lineno or node.lineno
    return any(span is not None and node.lineno <= span.line <= last for span in spans)


def _returned(path: str, node: ast.expr) -> Request:
    end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
    body = Span(path, node.lineno, node.col_offset, *end)
    return Request((), None, body, is_returned=True)
