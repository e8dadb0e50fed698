"""The edits of one file that let calls choose their agent at run time.

Right before the statement that takes the payload, `path, body = route(channel, payload)`; in the
call, the path and the body that this gives. Where the URL doesn't end with the path in the code's own
words, `url, body = route_url(url, payload)`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence

from migrator.find.syntax import walk
from migrator.model.own_modules import FUNCTION, FUNCTIONS, URL_FUNCTION
from migrator.model.pack import RulePack
from migrator.model.sites import CallSite
from migrator.model.values import Span
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import EditedFile, Refusal
from migrator.rewrite.module_imports import import_lines
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.names import Names
from migrator.rewrite.rendering import Insertion, render
from migrator.rewrite.routing_order import check_carried, check_order
from migrator.rewrite.routing_places import names_in, scope_of, statement_of
from migrator.rewrite.routing_senders import method_of
from migrator.rewrite.routing_urls import RoutedUrl
from migrator.rewrite.source import Source

_PAIRS = (("path", "body"), ("agent_path", "agent_body"), ("session_path", "session_body"))
_URL_PAIRS = (("url", "body"), ("agent_url", "agent_body"), ("session_url", "session_body"))
_ALIASES = {FUNCTION: "route_session", URL_FUNCTION: "route_session_url"}
_INSPECTING = frozenset({"locals", "eval", "exec", "globals"})


def edit_to_route(
    path: str,
    text: str,
    sites: Sequence[CallSite],
    pack: RulePack,
    wanted: ModuleReference,
    used_elsewhere: Callable[[str], bool],
) -> EditedFile:
    """The file's text with those calls routed that can be, and why the others can't."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        source = Source(path, text.removeprefix(mark))
        names = Names(source.tree)
    except (SyntaxError, ValueError, RecursionError):
        return EditedFile(text, {site.id: "The file doesn't parse." for site in sites})
    refused: dict[str, str] = {}
    draft = Draft(source, names, pack, used_elsewhere)
    have = {each: wanted.name_in(source.tree, each) for each in FUNCTIONS}
    taken = names_in(source.tree)
    names_of = {f: have[f] or (f if f not in taken else _ALIASES[f]) for f in FUNCTIONS}
    chosen: list[Insertion] = []
    called: set[str] = set()
    for site in sites:
        edit = _Edit(draft, site, names_of, sites)
        try:
            chosen.append(edit.made())
            called.add(edit.function)
        except Refusal as refusal:
            refused[site.id] = str(refusal)
        except (KeyError, IndexError, ValueError, AssertionError):
            refused[site.id] = "The call is written in a way that the editor doesn't know."
    if not chosen:
        return EditedFile(text, refused)
    new = [
        f if names_of[f] == f else f"{f} as {names_of[f]}" for f in sorted(called) if not have[f]
    ]
    line = f"from {wanted.dotted} import {', '.join(new)}"
    imported = [import_lines(source, wanted, [line])] if new else []
    return EditedFile(mark + render(draft, [*imported, *chosen]), refused)


class _Edit:
    """One call to route. `function` is which of the module's functions it asks."""

    def __init__(
        self, draft: Draft, site: CallSite, names: Mapping[str, str], sites: Sequence[CallSite]
    ) -> None:
        self._draft, self._source, self._site, self._names_of = draft, draft.source, site, names
        self._others = [other for other in sites if other is not site]
        self.function = URL_FUNCTION if site.endpoint is None else FUNCTION

    def made(self) -> Insertion:
        """Puts the changes on the draft; returns the lines to insert. Raises Refusal."""
        site, source = self._site, self._source
        call = source.expression(site.span)
        url, payload = self._expression(site.url_span), self._expression(site.body_span)
        if not isinstance(call, ast.Call):
            raise Refusal("The call was not found at its place in the file.")
        if site.is_own_body:
            raise Refusal("Its keywords are the payload, so that there is no dict to hand on.")
        if any(other.body_span == site.body_span for other in self._others):
            raise Refusal("Its payload also serves another call.")
        if any(other.url_span == site.url_span for other in self._others):
            raise Refusal("Its URL also serves another call.")
        statement = statement_of(source, payload)
        check_order(
            source,
            self._draft.names,
            self._draft.pack,
            site,
            statement,
            self._draft.used_elsewhere,
            takes_url=self.function == URL_FUNCTION,
        )
        check_carried(source, statement, call, payload)
        first, written, path, body = self._written(url, statement)
        chosen = f"{path}, {body} = {self._names_of[self.function]}({first}, "
        method = method_of(call) if self.function == URL_FUNCTION else None
        last = f", {source.slice(method)}" if method is not None else ""
        start = f"{source.indentation(source.start(statement))}{chosen}"
        lines = self._moved(start, payload, f"{last})")
        self._draft.replace(url, written)
        self._draft.replace(payload, body)
        return Insertion(statement.lineno, lines)

    def _written(self, url: ast.expr, statement: ast.stmt) -> tuple[str, str, str, str]:
        """What the function is given first, the call's URL, and the names of what it returns."""
        site, pack = self._site, self._draft.pack
        if site.endpoint is None or site.channel is None:
            path, body = self._names(statement, _URL_PAIRS)
            return self._source.slice(url), path, path, body
        path, body = self._names(statement, _PAIRS)
        endpoint = pack.endpoint(site.endpoint).path
        routed = RoutedUrl(self._source, endpoint, pack.target.connections, path)
        return self._quoted(site.channel), routed.text(url, site.url), path, body

    def _quoted(self, text: str) -> str:
        return f"{self._source.quote}{text}{self._source.quote}"

    def _expression(self, span: Span | None) -> ast.expr:
        here = span is not None and span.path == self._source.path
        node = self._source.expression(span) if here else None
        if node is None:
            where = f"in {span.path}" if span is not None and not here else "elsewhere"
            raise Refusal(f"Its URL or its payload is written {where}, not where the call is.")
        return node

    def _names(self, statement: ast.stmt, pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
        scope = scope_of(self._source, statement)
        taken = names_in(scope)
        if taken & _INSPECTING or _looks_around(scope):
            raise Refusal("The function looks at its own variables.")
        for path, body in pairs:
            if path not in taken and body not in taken:
                return path, body
        raise Refusal("There is no free name for what the call is to send.")

    def _moved(self, start: str, payload: ast.expr, end: str) -> tuple[str, ...]:
        """The statement that hands the payload on, lines of a display moved with its first."""
        source = self._source
        text = source.slice(payload)
        first, *rest = text.splitlines()
        depth = len(source.indentation(source.start(payload)))
        wanted = len(start) - len(start.lstrip())
        surplus = depth - wanted
        fixed = any(
            isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno != node.lineno
            for node in walk(payload)
        )
        blank = all(not line.strip() or not line[:surplus].strip() for line in rest)
        if surplus > 0 and blank and not fixed:
            rest = [line[surplus:] for line in rest]
        lines = [start + first, *rest]
        return (*lines[:-1], lines[-1] + end)


def _looks_around(scope: ast.AST) -> bool:
    """Whether code asks `vars` or `dir` for anything but what is in one object."""
    asked = {
        node.func
        for node in walk(scope)
        if isinstance(node, ast.Call) and (node.args or node.keywords)
    }
    return any(
        isinstance(node, ast.Name) and node.id in {"vars", "dir"} and node not in asked
        for node in walk(scope)
    )
