"""Residue: did an edit change anything besides the requests of its call sites?

Shares nothing with the editor: it compares the syntax trees of the old and the new text. The
variables that are built differently must feed the edited requests and nothing else; without them,
both trees must be the same, effects and their order included.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from migrator.find.syntax import walk
from migrator.model.values import PerRequest
from migrator.rewrite.asked import in_runs
from migrator.rewrite.attributes_gone import seen_otherwise
from migrator.rewrite.effects import Elsewhere
from migrator.rewrite.fixed import moving_tests
from migrator.rewrite.items import Branch, Item, Kept, Token, Watch
from migrator.rewrite.looking import looking
from migrator.rewrite.masking import Request, link
from migrator.rewrite.picks import Constant, held, imported
from migrator.rewrite.reference_check import wrong_definition
from migrator.rewrite.skeleton import Skeleton
from migrator.rewrite.syntax import Builder, Side
from migrator.rewrite.unexplained import Unexplained, line_of, told
from migrator.rewrite.variables import ATTRIBUTE, Key
from migrator.rewrite.watching import evaluated_elsewhere

_CODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_INSPECTED = re.compile(r"\b(?:globals|locals|vars|eval|exec)\s*\(")
_ASKING_BY_NAME = frozenset({"attrgetter", "cast", "delattr", "getattr", "hasattr", "setattr"})
_MODULE = ""
_GETTERS = ("__getattr__", "__getattribute__", "__get__")


@dataclass(frozen=True, slots=True)
class Edited:
    """One edited file: both texts."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One edited file, before and after, with the requests of its edited calls in both.

    `references` are the agents' names that the new text may define; `opaque` are expressions that
    must stand at the same place on both sides, `elsewhere` what the file imports of others.
    """

    path: str
    before: str
    after: str
    old_requests: Sequence[Request]
    new_requests: Sequence[Request]
    references: Sequence[Constant]
    watch: Watch
    opaque: Sequence[tuple[PerRequest, PerRequest]]
    elsewhere: Elsewhere = field(default_factory=Elsewhere, compare=False)


class TreeUses(Protocol):
    """What the files of the tree, before the edits, say of the names of others."""

    def elsewhere(self, path: str, name: str) -> bool:
        """Whether a file other than `path` mentions `name`."""

    def imported_from(self, path: str, name: str) -> bool:
        """Whether another file takes `name` from the module at `path`."""

    def files(self, name: str) -> Collection[str]:
        """The files that mention `name`."""


class _Unexplained(Exception):
    """Something changed that belongs to no edit. `str()` is one sentence."""

    def __init__(self, why: str, old: int | None = None, new: int | None = None) -> None:
        self.found = Unexplained(why, old, new)
        super().__init__(why)


def unexplained_change(
    change: Change,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool] = lambda name: False,
) -> Unexplained | None:
    """What differs between two texts of a file and belongs to no edit, None when nothing does.

    `used_elsewhere` tells whether another file mentions a name, `imported_elsewhere` whether one
    takes it from this file.
    """
    try:
        _check_preamble(change)
        old = Side(change.path, change.before, change.old_requests, change.elsewhere)
        new = Side(change.path, change.after, change.new_requests, change.elsewhere)
        link(
            old.masked, new.masked, list(zip(change.old_requests, change.new_requests, strict=True))
        )
        _check_compiles(change)
        _check(change, old, new, used_elsewhere, imported_elsewhere)
    except _Unexplained as problem:
        return problem.found
    except (LookupError, SyntaxError, ValueError, RecursionError) as problem:
        return Unexplained(f"the edited file can't be compared: {problem}")
    return None


def _check(
    change: Change,
    old: Side,
    new: Side,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool],
) -> None:
    for side in (old, new):
        call = looking(side)
        if call is not None:
            raise _Unexplained(f"{ast.unparse(call.func)}() does more than compute the request")
    moved = evaluated_elsewhere(old, new, change.opaque)
    if moved is not None:
        raise _Unexplained(f"`{moved}` would be evaluated at another place")
    carriers = old.carriers() | new.carriers()
    changed = _changed(old, new) | carriers
    is_plain = partial(_is_plain, old.text, used_elsewhere)
    plain = is_plain("__bool__")
    tests, names = change.watch.tests, change.watch.chosen
    moving = [moving_tests(s.text, tests, names, is_truth_plain=plain) for s in (old, new)]
    before, after = (
        Skeleton(side, changed, carriers, change.watch, frozenset().union(*moving), is_plain)
        for side in (old, new)
    )
    anchored = frozenset(
        key for key in changed if before.ownership.bindings(key) == after.ownership.bindings(key)
    )
    for skeleton in (before, after):
        skeleton.anchor(anchored)
    _compare(before, after, before.items(old.tree.body, ()), after.items(new.tree.body, ()))
    _check_uses(before, after)
    _check_flow(changed, before, after)
    _check_references(change, changed, before, after)
    _check_attributes(changed, before, after, used_elsewhere)
    _check_names(change, changed, before, used_elsewhere, imported_elsewhere)


def _is_plain(text: str, used_elsewhere: Callable[[str], bool], name: str) -> bool:
    """Whether no code of the tree runs when an attribute of that name is read."""
    ways = ("__bool__", "__len__") if name == "__bool__" else (f"def {name}", *_GETTERS)
    if any(way in text for way in ways):
        return False
    asked = ways if name == "__bool__" else (name, *_GETTERS)
    return not any(map(used_elsewhere, asked))


def _check_compiles(change: Change) -> None:
    # The cells of a notebook run one by one, and may await something at their top.
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if change.path.endswith(".ipynb") else 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(change.after, change.path, "exec", flags, dont_inherit=True)


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


def _compare(old: Skeleton, new: Skeleton, before: Sequence[Item], after: Sequence[Item]) -> None:
    before, after = in_runs(before), in_runs(after)
    for nth in range(max(len(before), len(after))):
        one = before[nth] if nth < len(before) else None
        other = after[nth] if nth < len(after) else None
        if one is None or other is None or not _match(old, new, one, other):
            lines = (line_of(one) if one else None, line_of(other) if other else None)
            raise _Unexplained(told(old, new, one, other), *lines)


def _match(old: Skeleton, new: Skeleton, one: Item, other: Item) -> bool:
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


def _as_branch(side: Skeleton, kept: Kept) -> Item:
    if not isinstance(kept.node, ast.If):
        return kept
    found = side.branch(kept.node, kept.scopes)
    return next((item for item in found if isinstance(item, Branch)), kept)


def _same_statement(old: Skeleton, new: Skeleton, one: Kept, other: Kept) -> bool:
    a, b = one.node, other.node
    if type(a) is not type(b):
        return False
    at_same_column = old.is_plain(a) and new.is_plain(b) and a.col_offset == b.col_offset
    if at_same_column and old.side.segment(a) == new.side.segment(b):
        return True
    if old.head(a, one.scopes) != new.head(b, other.scopes):
        return False
    before, after = list(old.side.blocks(a, one.scopes)), list(new.side.blocks(b, other.scopes))
    if len(before) != len(after):
        return False
    for (block, scopes), (block2, scopes2) in zip(before, after, strict=True):
        _compare(old, new, old.items(block, scopes), new.items(block2, scopes2))
    return True


def _check_uses(old: Skeleton, new: Skeleton) -> None:
    for side in (old, new):
        for key, line in side.flow.misused():
            why = f"`{key[1]}` is built differently and line {line} uses it"
            raise _Unexplained(why, line if side is old else None, line if side is new else None)
    for key, _ in sorted(new.annotations - old.annotations):
        raise _Unexplained(f"the type annotation of `{key[1]}` would change")


def _check_flow(changed: frozenset[Key], old: Skeleton, new: Skeleton) -> None:
    reached_before, reached_after = old.flow.reached(), new.flow.reached()
    for key in sorted(changed):
        needed_before = key in reached_before or not old.ownership.is_known(key)
        # A parameter that nothing reads is still there.
        unused_after = not new.ownership.is_known(key) or key not in new.loads
        needed_after = key in reached_after or unused_after
        if not (needed_before and needed_after):
            raise _Unexplained(f"`{key[1]}` changed and no edited call needs it")
    for key in sorted(new.loads):
        if not new.ownership.is_known(key) and old.ownership.is_known(key):
            raise _Unexplained(f"`{key[1]}` is needed and no longer defined")


def _check_references(
    change: Change, changed: frozenset[Key], old: Skeleton, new: Skeleton
) -> None:
    for reference in change.references:
        problem = wrong_definition(reference, old.side, new.side)
        if problem is not None:
            raise _Unexplained(problem)
    allowed = {(_MODULE, reference.name) for reference in change.references}
    allowed |= {(_MODULE, each.name) for each in imported(change.references)}
    if any(each.kind == "env" for constant in change.references for each in held(constant)):
        allowed.add((_MODULE, "os"))
    for key in sorted(changed - allowed):
        added = new.ownership.is_known(key) and not old.ownership.is_known(key)
        if added and key[0] in {_MODULE, ATTRIBUTE}:
            raise _Unexplained(f"`{key[1]}` is defined anew")


def _check_attributes(
    changed: frozenset[Key],
    old: Skeleton,
    new: Skeleton,
    used_elsewhere: Callable[[str], bool],
) -> None:
    for key in sorted(changed):
        if key[0] != ATTRIBUTE or new.ownership.is_known(key) or not old.ownership.is_known(key):
            continue
        looking_at = seen_otherwise(old.side.tree, old.side.text, key[1], used_elsewhere)
        if looking_at is not None:
            raise _Unexplained(f"`{key[1]}` would be gone, and {looking_at} may read it")


def _check_names(
    change: Change,
    changed: frozenset[Key],
    old: Skeleton,
    used_elsewhere: Callable[[str], bool],
    imported_elsewhere: Callable[[str], bool],
) -> None:
    ours = {each.name for each in (*change.references, *imported(change.references))}
    for key in sorted(changed):
        scope, name = key
        if name in change.watch.names and name not in ours:
            raise _Unexplained(
                f"what the call sends depends on `{name}`, which is built differently"
            )
        if scope not in {_MODULE, ATTRIBUTE} or not old.ownership.is_known(key):
            continue
        asks = imported_elsewhere if name in old.side.imported else used_elsewhere
        if asks(name):
            raise _Unexplained(f"`{name}` changed and other files may use it")
        if _named_in_text(name, old.side):
            raise _Unexplained(f"`{name}` changed and code asks for it by its name")
    if changed - {(_MODULE, name) for name in ours} and _INSPECTED.search(old.side.text):
        raise _Unexplained("the file looks at its own variables")


def _named_in_text(name: str, side: Side) -> bool:
    """Whether `__all__`, `getattr` and the like, or an annotation in quotes name it."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    if not re.search(rf"""['"][^'"\n]*{word.pattern}""", side.text):
        return False
    return any(
        word.fullmatch(text) if exact else word.search(text)
        for node in walk(side.tree)
        for part, exact in _speaking_of_names(node)
        for text in _texts(part)
    )


def _speaking_of_names(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """Parts of `node` whose texts are names, and whether each text is just one name."""
    match node:
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            yield node, True
        case ast.AugAssign(target=ast.Name(id="__all__")):
            yield node, True
        case ast.AnnAssign(target=ast.Name(id="__all__")):
            yield node, True
        case ast.AnnAssign(annotation=ast.expr() as part) | ast.arg(annotation=ast.expr() as part):
            yield part, False
        case ast.FunctionDef(returns=ast.expr() as part):
            yield part, False
        case ast.AsyncFunctionDef(returns=ast.expr() as part):
            yield part, False
        case ast.Call(func=ast.Name(id=called)) | ast.Call(func=ast.Attribute(attr=called)):
            if called in _ASKING_BY_NAME:
                yield node, True


def _texts(node: ast.AST) -> Iterator[str]:
    for part in walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
