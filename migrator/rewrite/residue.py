"""Residue: did an edit change anything besides the requests of its call sites?

Shares nothing with the editor: it compares the syntax trees of the old and the new text. The
variables that are built differently must feed the edited requests and nothing else; without them,
both trees must be the same, effects and their order included.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from migrator.rewrite.edits import AgentReference
from migrator.rewrite.masking import Request
from migrator.rewrite.skeleton import Branch, Builder, Item, Kept, Side, Token, Watch
from migrator.rewrite.variables import ATTRIBUTE, Key

_CODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_INSPECTED = re.compile(r"\b(?:globals|locals|vars|eval|exec)\s*\(")
_MODULE = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One edited file, before and after, with the requests of its edited calls in both.

    `references` are the agents' names that the new text may define.
    """

    path: str
    before: str
    after: str
    old_requests: Sequence[Request]
    new_requests: Sequence[Request]
    references: Sequence[AgentReference]
    watch: Watch = Watch()


class _Unexplained(Exception):
    """Something changed that belongs to no edit. `str()` is one sentence."""


def unexplained_change(
    change: Change,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool] = lambda name: False,
) -> str | None:
    """What differs between two texts of a file and belongs to no edit, None when nothing does.

    `used_elsewhere` tells whether another file mentions a name, `imported_elsewhere` whether one
    takes it from this file.
    """
    try:
        _check_preamble(change)
        old = Side(change.path, change.before, change.old_requests)
        new = Side(change.path, change.after, change.new_requests)
        compile(ast.parse(change.after), change.path, "exec", dont_inherit=True)
        _check(change, old, new, used_elsewhere, imported_elsewhere)
    except _Unexplained as problem:
        return str(problem)
    except (LookupError, SyntaxError, ValueError, RecursionError) as problem:
        return f"the edited file can't be compared: {problem}"
    return None


def _check(
    change: Change,
    old: Side,
    new: Side,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool],
) -> None:
    carriers = old.carriers() | new.carriers()
    changed = _changed(old, new) | carriers
    for side in (old, new):
        side.prepare(changed, carriers, change.watch)
    anchored = frozenset(
        key
        for key in changed
        if key[0] in {_MODULE, ATTRIBUTE}
        and old.ownership.bindings(key) == new.ownership.bindings(key) > 0
    )
    for side in (old, new):
        side.anchor(anchored)
    _compare(old, new, old.items(old.tree.body, ()), new.items(new.tree.body, ()))
    _check_uses(old, new)
    _check_flow(changed, old, new)
    _check_references(change, changed, old, new)
    _check_names(change, changed, old, used_elsewhere, imported_elsewhere)


def _check_preamble(change: Change) -> None:
    before, after = change.before.split("\n", 2)[:2], change.after.split("\n", 2)[:2]
    if [_CODING.match(line) for line in before if _CODING.match(line)]:
        declared = [m[1] for line in before if (m := _CODING.match(line))]
        if declared != [m[1] for line in after if (m := _CODING.match(line))]:
            raise _Unexplained("the file's declaration of its encoding would change")
    if before[0].startswith("#!") and before[0].rstrip() != after[0].rstrip():
        raise _Unexplained("the file's first line would change")


def _changed(old: Side, new: Side) -> frozenset[Key]:
    """Variables that some statement builds on one side and not on the other."""
    same = Counter(map(old.segment, old.tree.body)) & Counter(map(new.segment, new.tree.body))
    before, after = list(old.builders(same)), list(new.builders(same))
    counts = Counter(map(_signature, before))
    counts.subtract(Counter(map(_signature, after)))
    return frozenset(
        key for each in (*before, *after) if counts[_signature(each)] for key in each.keys
    )


def _signature(builder: Builder) -> tuple[object, ...]:
    return builder.keys, builder.text


def _compare(old: Side, new: Side, before: Sequence[Item], after: Sequence[Item]) -> None:
    for nth in range(max(len(before), len(after))):
        one = before[nth] if nth < len(before) else None
        other = after[nth] if nth < len(after) else None
        if one is None or other is None or not _match(old, new, one, other):
            raise _Unexplained(_told(old, new, one, other))


def _match(old: Side, new: Side, one: Item, other: Item) -> bool:
    if isinstance(one, Kept) and isinstance(other, Branch):
        one = _as_branch(old, one)
    if isinstance(other, Kept) and isinstance(one, Branch):
        other = _as_branch(new, other)
    if isinstance(one, Token) and isinstance(other, Token):
        return one.text == other.text
    if isinstance(one, Branch) and isinstance(other, Branch):
        if one.test != other.test:
            return False
        _compare(old, new, one.body, other.body)
        _compare(old, new, one.orelse, other.orelse)
        return True
    if isinstance(one, Kept) and isinstance(other, Kept):
        return _same_statement(old, new, one, other)
    return False


def _as_branch(side: Side, kept: Kept) -> Item:
    if not isinstance(kept.node, ast.If):
        return kept
    found = side.branch(kept.node, kept.scopes)
    return found[0] if len(found) == 1 else kept


def _same_statement(old: Side, new: Side, one: Kept, other: Kept) -> bool:
    a, b = one.node, other.node
    if type(a) is not type(b):
        return False
    if old.is_plain(a) and new.is_plain(b) and a.col_offset == b.col_offset:
        if old.segment(a) == new.segment(b):
            return True
    if old.head(a, one.scopes) != new.head(b, other.scopes):
        return False
    before, after = list(old.blocks(a, one.scopes)), list(new.blocks(b, other.scopes))
    if len(before) != len(after):
        return False
    for (block, scopes), (block2, scopes2) in zip(before, after, strict=True):
        _compare(old, new, old.items(block, scopes), new.items(block2, scopes2))
    return True


def _told(old: Side, new: Side, one: Item | None, other: Item | None) -> str:
    if isinstance(one, Token) or isinstance(other, Token):
        token = one if isinstance(one, Token) else other
        side = old if token is one else new
        assert isinstance(token, Token)
        line = side.lines[token.line - 1].strip()
        kind = token.text.partition(" ")[0]
        if kind == "do":
            verb = "no longer evaluated there" if token is one else "evaluated anew there"
            return f"`{line[:80]}` does something, which would be {verb}"
        return f"what `{line[:80]}` does for the request would happen at another place"
    shown, side = (other, new) if other is not None else (one, old)
    number = _line(shown)
    return f"line {number} changed too: {side.lines[number - 1].strip()[:80]}"


def _line(item: Item | None) -> int:
    if isinstance(item, Kept):
        return item.node.lineno
    return item.line if item is not None else 1


def _check_uses(old: Side, new: Side) -> None:
    for side in (old, new):
        for key, line in side.flow.uses:
            raise _Unexplained(f"`{key[1]}` is built differently and line {line} uses it")
    for key, _ in sorted(new.annotations - old.annotations):
        raise _Unexplained(f"the type annotation of `{key[1]}` would change")


def _check_flow(changed: frozenset[Key], old: Side, new: Side) -> None:
    reached_before, reached_after = old.flow.reached(), new.flow.reached()
    for key in sorted(changed):
        needed_before = key in reached_before or not old.ownership.is_known(key)
        needed_after = key in reached_after or not new.ownership.is_known(key)
        if not (needed_before and needed_after):
            raise _Unexplained(f"`{key[1]}` changed and no edited call needs it")
    for key in sorted(new.loads):
        if not new.ownership.is_known(key) and old.ownership.is_known(key):
            raise _Unexplained(f"`{key[1]}` is needed and no longer defined")


def _check_references(change: Change, changed: frozenset[Key], old: Side, new: Side) -> None:
    for reference in change.references:
        name = reference.name
        if (_MODULE, name) not in changed:
            _check_only_binding(name, reference, new)
            continue
        if re.search(rf"\b{re.escape(name)}\s*(?::[^=\n]*)?=[^=]", old.text):
            raise _Unexplained(f"{name} is defined where it stands for something else")
        _check_only_binding(name, reference, new)
    allowed = {r.name for r in change.references}
    for key in sorted(changed):
        added = new.ownership.is_known(key) and not old.ownership.is_known(key)
        if added and key[0] in {_MODULE, ATTRIBUTE} and key[1] not in allowed:
            if not (key == (_MODULE, "os") and any(r.kind == "env" for r in change.references)):
                raise _Unexplained(f"`{key[1]}` is defined anew")


def _check_only_binding(name: str, reference: AgentReference, new: Side) -> None:
    places = [
        node
        for node in new.tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    if len(places) != 1 or len(places[0].targets) != 1 or _bindings(new.tree, name) != 1:
        raise _Unexplained(f"{name} is not defined once, at the top of the module")
    value = places[0].value
    if reference.kind == "literal":
        right = isinstance(value, ast.Constant) and value.value == reference.value
    else:
        right = _reads_environment(value, name, new)
    if not right:
        raise _Unexplained(f"{name} is not defined as it should be")
    first = next(
        (n for n, line in enumerate(new.lines, 1) if re.search(rf"\b{name}\b", _code(line))), 0
    )
    if first < places[0].lineno:
        raise _Unexplained(f"{name} is used on line {first}, before it is defined")


def _code(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line


def _bindings(tree: ast.Module, name: str) -> int:
    found = 0
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=bound, ctx=ast.Store() | ast.Del()) | ast.arg(arg=bound):
                found += bound == name
            case ast.FunctionDef(name=bound) | ast.AsyncFunctionDef(name=bound):
                found += bound == name
            case ast.ClassDef(name=bound) | ast.ExceptHandler(name=bound):
                found += bound == name
            case ast.MatchAs(name=bound) | ast.MatchStar(name=bound):
                found += bound == name
            case ast.alias():
                found += (node.asname or node.name) == name
            case ast.Global() | ast.Nonlocal():
                found += name in node.names
    return found


def _reads_environment(value: ast.expr, name: str, new: Side) -> bool:
    if not isinstance(value, ast.Subscript) or not isinstance(value.slice, ast.Constant):
        return False
    holder = value.value
    root = holder.value if isinstance(holder, ast.Attribute) else holder
    if not isinstance(root, ast.Name) or _bindings(new.tree, root.id) != 1:
        return False
    wanted = "os" if isinstance(holder, ast.Attribute) else "environ"
    if isinstance(holder, ast.Attribute) and holder.attr != "environ":
        return False
    imported = {
        (alias.asname or alias.name): alias.name
        for node in new.tree.body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and not node.level)
        for alias in node.names
    }
    return value.slice.value == name and imported.get(root.id) == wanted


def _check_names(
    change: Change,
    changed: frozenset[Key],
    old: Side,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool],
) -> None:
    ours = {reference.name for reference in change.references}
    for key in sorted(changed):
        scope, name = key
        if name in change.watch.names and name not in ours:
            raise _Unexplained(
                f"what the call sends depends on `{name}`, which is built differently"
            )
        if scope not in {_MODULE, ATTRIBUTE} or not old.ownership.is_known(key):
            continue
        asks = imported_elsewhere if old.imports(name) else used_elsewhere
        if asks(name):
            raise _Unexplained(f"`{name}` changed and other files may use it")
        if _named_in_text(name, old):
            raise _Unexplained(f"`{name}` changed and code asks for it by its name")
    if changed - {(_MODULE, name) for name in ours} and _INSPECTED.search(old.text):
        raise _Unexplained("the file looks at its own variables")


def _named_in_text(name: str, side: Side) -> bool:
    """Whether `__all__`, `getattr` and the like, or an annotation in quotes name it."""
    if not re.search(rf"""['"][^'"\n]*\b{re.escape(name)}\b""", side.text):
        return False
    for node in ast.walk(side.tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
                if name in _texts([node]):
                    return True
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            if any(re.search(rf"\b{re.escape(name)}\b", t) for t in _texts([node.annotation])):
                return True
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            if any(re.search(rf"\b{re.escape(name)}\b", t) for t in _texts([node.returns])):
                return True
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
            "getattr", "setattr", "hasattr", "delattr", "attrgetter", "cast",
        }:  # fmt: skip
            if name in _texts(node.args):
                return True
    return False


def _texts(nodes: Iterable[ast.AST]) -> set[str]:
    return {
        part.value
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
