"""A dict expression reduced to what stays on the call, its layout kept."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from migrator.rewrite.containers import split_call, split_display
from migrator.rewrite.displays import laid_out
from migrator.rewrite.draft import Draft, shortened
from migrator.rewrite.dumps import DumpedField, dumped_fields
from migrator.rewrite.edits import Refusal
from migrator.rewrite.held_dicts import Holder, written_entries
from migrator.rewrite.json_literals import loaded_entries
from migrator.rewrite.keys import copied_value, filtered_value, key_text, keys_of
from migrator.rewrite.lookups import lookup_in, reduced
from migrator.rewrite.names import Variable

_COMPUTED_KEY = "A key of the body is computed, so it is not clear whether it stays."


class Projection:
    """Reduces dict expressions to the kept keys. `channel` is the entry to put in front.

    `itself` is the variable being reduced, whose own name may stand in its assignments; names of
    it that were met are in `consumed`. `sent` are the keys that the whole body holds, where no
    others can come in: a part that isn't written out then stays as it is, for the proof to judge.
    `always` are those that it holds whatever happens.
    """

    def __init__(
        self,
        draft: Draft,
        keep: frozenset[str],
        drop: frozenset[str],
        drop_members: Mapping[str, frozenset[str]],
        channel: tuple[str, str],
        itself: Variable | None = None,
        sent: frozenset[str] | None = None,
        always: frozenset[str] = frozenset(),
    ) -> None:
        self.sent, self.always = sent, always
        self.draft = draft
        self.source = draft.source
        self.keep = keep
        self.drop = drop
        self.drop_members = drop_members
        self.channel_key, self.channel = channel
        self.itself = itself
        self.consumed: set[ast.Name] = set()

    def leaves(self, key: str) -> bool:
        """Whether a top-level key leaves the body whole. Raises Refusal for keys of neither."""
        if key in self.keep:
            return False
        if key in self.drop:
            return True
        # Keys that the call doesn't send, such as one that is taken out again.
        scopes = {r.scope == "session" for r in self.draft.pack.fields if r.source_path[0] == key}
        if len(scopes) == 1:
            return scopes == {False}
        raise Refusal(f"The plan doesn't say what becomes of `{key}`.")

    def entry(self, quote: str) -> str:
        """The channel as an entry of a display, in these quotes."""
        return f"{quote}{self.channel_key}{quote}: {quote}{self.channel}{quote}"

    @property
    def keyword(self) -> str:
        """The channel as a keyword of `dict(...)`."""
        return f"{self.channel_key}={self.source.quote}{self.channel}{self.source.quote}"

    def text(self, node: ast.expr, *, channel: bool) -> str | None:
        """The reduced expression; None when nothing stays and no channel is asked for."""
        match node:
            case ast.Call() | ast.Await(value=ast.Call()) if self._is_made(node):
                return self.source.slice(node)
            case ast.Dict():
                return self._display(node, channel=channel)
            case ast.Call(func=ast.Name(id="dict")) if node.args or node.keywords or channel:
                return self._dict_call(node, channel=channel)
            case ast.Call() if (copied := copied_value(node)) is not None:
                return self._copy(node, copied, channel=channel)
            case ast.Call() if (loaded := loaded_entries(self.draft, node)) is not None:
                return self._loaded(node, loaded, channel=channel)
            case ast.Call() if (fields := dumped_fields(self.draft, node)) is not None:
                return self._dump(node, fields, channel=channel)
            case ast.BinOp(op=ast.BitOr()):
                return self._union(node, channel=channel)
            case ast.IfExp():
                return self._choice(node, channel=channel)
            case ast.DictComp() if (filtered := filtered_value(node)) is not None:
                return self._filter(node, filtered, channel=channel)
            case ast.Name() | ast.Attribute() if lookup_in(self.draft, node) is None:
                return self._held(node, channel=channel)
            case _ if (lookup := lookup_in(self.draft, node)) is not None:
                return reduced(self, lookup, channel=channel)
            case ast.Call():
                called = self.source.slice(node.func)
                raise Refusal(f"What `{called}()` gives is not written where the call is.")
            case ast.NamedExpr(target=ast.Name(id=name)):
                raise Refusal(f"`{name}` is bound in the call, and would not hold all of the body.")
        raise Refusal("The body is put together in a way that no small edit changes.")

    def part(self, node: ast.expr) -> str | None:
        """What becomes of a dict whose keys go into the body; None when nothing does."""
        try:
            return self.text(node, channel=False)
        except Refusal:
            if self.sent is None or keys_of(self.draft, node) is not None:
                raise
            return self.source.slice(node)

    def named(
        self,
        index: int,
        key: str,
        value: ast.expr,
        without: set[int],
        replaced: dict[int, Sequence[str]],
    ) -> None:
        """Note what becomes of one keyword of a call, by its index."""
        if self.leaves(key):
            self.draft.require_pure(value)
            without.add(index)
        elif key in self.drop_members:
            inner = self.members(key, value)
            if inner is None:
                without.add(index)
            else:
                replaced[index] = [f"{key}={inner}"]

    def _loaded(self, node: ast.Call, loaded: Mapping[str, str], *, channel: bool) -> str | None:
        quote = self.source.quote
        entries = [self.entry(quote)] if channel else []
        for key, text in loaded.items():
            if key in self.drop_members:
                raise Refusal(f"Only a part of `{key}` stays, and it isn't written out.")
            if not self.leaves(key):
                entries.append(f"{quote}{key}{quote}: {text}")
        return laid_out(self.draft, node, entries) if entries else None

    def _is_made(self, node: ast.expr) -> bool:
        """Whether a function gives it, which is reduced where it returns."""
        return (node.value if isinstance(node, ast.Await) else node) in self.draft.made

    def _dump(self, node: ast.Call, fields: list[DumpedField], *, channel: bool) -> str | None:
        """A display with the kept keys of a data object that is made for this body alone."""
        quote = self.source.quote
        entries = [self.entry(quote)] if channel else []
        for each in fields:
            if self.leaves(each.key):
                if each.value is not None:
                    self.draft.require_pure(each.value)
                continue
            entry = self._dumped_entry(each)
            if entry is not None:
                entries.append(entry)
        return laid_out(self.draft, node, entries) if entries else None

    def _dumped_entry(self, field: DumpedField) -> str | None:
        quote, text = self.source.quote, field.text
        if not field.is_as_given:
            raise Refusal(f"The type of `{field.key}` may change what is given for it.")
        if field.value is not None:
            text = self.source.slice(field.value)
            if field.is_made_before and not self.draft.is_pure(field.value):
                raise Refusal(f"`{field.key}` is made before the call, by code that may do more.")
            if field.key in self.drop_members:
                inner = self.members(field.key, field.value)
                if inner is None:
                    return None
                text = inner
        if not text or (field.key in self.drop_members and field.value is None):
            raise Refusal(f"The default of `{field.key}` can't be written at the call.")
        entry = f"{quote}{field.key}{quote}: {text}"
        if field.unless_none and not self._is_always_there(field):
            return f"**({{{entry}}} if {text} is not None else {{}})"
        return entry

    def _is_always_there(self, field: DumpedField) -> bool:
        """Whether a field is sent whatever happens, and not only by who calls the function."""
        match field.value:
            case ast.Name() as name if not self.draft.names.variable(name).scope.is_module:
                return False
        return field.key in self.always

    def _display(self, node: ast.Dict, *, channel: bool) -> str | None:
        container = split_display(self.source.slice(node))
        without: set[int] = set()
        replaced: dict[int, Sequence[str]] = {}
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is None:
                entries = self.spread(value, container.pieces[index].code)
                if entries is not None:
                    replaced[index] = entries
            else:
                name = key_text(self.draft, key)
                if name is None:
                    raise Refusal(_COMPUTED_KEY)
                if self.leaves(name):
                    self.draft.require_pure(value)
                    without.add(index)
                elif name in self.drop_members:
                    inner = self.members(name, value)
                    if inner is not None:
                        code, old = container.pieces[index].code, self.source.slice(value)
                        replaced[index] = [_swap(code, old, inner)]
                    else:
                        without.add(index)
        without |= {index for index, entries in replaced.items() if not entries}
        if len(without) == len(node.keys) and not channel and node.keys:
            return None
        return container.rebuilt(
            without=without,
            replaced=replaced,
            first=[self.entry(self._quote(node))] if channel else (),
        )

    def _quote(self, node: ast.Dict) -> str:
        """The quotes of the display's own keys, else the file's."""
        for key in node.keys:
            written = self.source.slice(key)[:1] if key is not None else ""
            if written and written in "'\"":
                return written
        return self.source.quote

    def members(self, key: str, value: ast.expr) -> str | None:
        """What stays of a key that is split; None when nothing does. Raises Refusal."""
        gone = self.drop_members[key]
        keys = keys_of(self.draft, value)
        if keys is not None and not keys & gone:
            return self.source.slice(value)
        if not isinstance(value, ast.Dict):
            raise Refusal(f"Only a part of `{key}` stays, and it isn't written out.")
        channel = self.channel_key, self.channel
        inner = Projection(self.draft, frozenset((keys or set()) - gone), gone, {}, channel)
        return inner.text(value, channel=False)

    def spread(self, value: ast.expr, code: str) -> list[str] | None:
        """What becomes of `**value`: None as it is, else the entries in its place."""
        if isinstance(value, ast.Name | ast.Attribute) and not self._is_itself(value):
            keys = keys_of(self.draft, value)
            if keys is not None and self.is_mixed(keys):
                return self.entries_of_constant(value)
        new = self.part(value)
        old = self.source.slice(value)
        if new == old:
            return None
        return [] if new is None or new == "{}" else [_swap(code, old, new)]

    def _dict_call(self, node: ast.Call, *, channel: bool) -> str | None:
        container = split_call(self.source.slice(node))
        without: set[int] = set()
        replaced: dict[int, Sequence[str]] = {}
        if len(node.args) > 1 or any(isinstance(a, ast.Starred) for a in node.args):
            raise Refusal(_COMPUTED_KEY)
        for index, argument in enumerate(node.args):
            new = self.text(argument, channel=False)
            if new is None or new == "{}":
                without.add(index)
            else:
                replaced[index] = [new]
        for index, keyword in enumerate(node.keywords, start=len(node.args)):
            if keyword.arg is None:
                entries = self.spread(keyword.value, container.pieces[index].code)
                if entries == []:
                    without.add(index)
                elif entries is not None:
                    replaced[index] = [e if e.startswith("**") else f"**{{{e}}}" for e in entries]
            else:
                self.named(index, keyword.arg, keyword.value, without, replaced)
        kept = len(container.pieces) - len(without)
        if not kept:
            return f"{{{self.entry(self.source.quote)}}}" if channel else None
        if not channel:
            return container.rebuilt(without=without, replaced=replaced)
        positional = [i for i in range(len(node.args)) if i not in without]
        if positional:
            head = list(replaced[positional[0]])
            replaced[positional[0]] = [*head, self.keyword]
            return container.rebuilt(without=without, replaced=replaced)
        return container.rebuilt(without=without, replaced=replaced, first=[self.keyword])

    def _copy(self, node: ast.Call, copied: ast.expr, *, channel: bool) -> str | None:
        keys = keys_of(self.draft, copied)
        if keys is not None and not self.is_mixed(keys) and not any(map(self.leaves, keys)):
            text = self.source.slice(node)
            return (
                f"{{{self.entry(self.source.quote)}, **{self.source.slice(copied)}}}"
                if channel
                else text
            )
        return self.text(copied, channel=channel)

    def _union(self, node: ast.BinOp, *, channel: bool) -> str | None:
        left = self.text(node.left, channel=False)
        if left is None or left == "{}":
            return self.text(node.right, channel=channel)
        if channel:
            left = self.text(node.left, channel=True) or left
        right = self.part(node.right)
        if right is None or right == "{}":
            return left
        source = self.source
        between = source.text[source.end(node.left) : source.start(node.right)]
        return left + between + right

    def _filter(self, node: ast.DictComp, filtered: ast.expr, *, channel: bool) -> str | None:
        inner = self.text(filtered, channel=channel)
        if inner is None or inner == "{}":
            return None
        source = self.source
        start, end = source.start(node), source.end(node)
        head = source.text[start : source.start(filtered)]
        return head + inner + source.text[source.end(filtered) : end]

    def _choice(self, node: ast.IfExp, *, channel: bool) -> str | None:
        body = self.text(node.body, channel=channel)
        orelse = self.text(node.orelse, channel=channel)
        empty = (None, "{}")
        if body in empty and orelse in empty:
            self.draft.require_pure(node.test)
            return None
        source = self.source
        middle = source.text[source.end(node.body) : source.start(node.orelse)]
        return (body or "{}") + middle + (orelse or "{}")

    def _held(self, node: Holder, *, channel: bool) -> str | None:
        if self._is_itself(node):
            assert isinstance(node, ast.Name)
            self.consumed.add(node)
            return node.id
        held = self.source.slice(node)
        keys = keys_of(self.draft, node)
        if keys is None:
            raise Refusal(
                f"`{shortened(held)}` isn't a dict whose entries this file spells one by one."
            )
        if self.is_mixed(keys):
            entries = self.entries_of_constant(node)
        elif any(self.leaves(key) for key in keys):
            entries = []
        elif channel:
            entries = [f"**{held}"]
        else:
            return held
        if channel:
            entries = [self.entry(self.source.quote), *entries]
        return f"{{{', '.join(entries)}}}" if entries else None

    def _is_itself(self, node: Holder) -> bool:
        if not isinstance(node, ast.Name):
            return False
        return self.itself is not None and self.draft.names.variable(node) == self.itself

    def is_mixed(self, keys: set[str]) -> bool:
        """Whether some keys stay and others leave."""
        gone = {key for key in keys if self.leaves(key)}
        return bool(keys & self.drop_members.keys()) or (bool(gone) and gone != keys)

    def entries_of_constant(self, node: Holder) -> list[str]:
        """The kept entries of a dict that a name holds, as they can stand at another place."""
        entries: list[str] = []
        held = self.source.slice(node)
        written = written_entries(self.draft, node)
        if written is None:
            raise Refusal(f"Only a part of `{held}` stays, and it isn't written out.")
        for each in written:
            if self.leaves(each.key):
                continue
            if each.key in self.drop_members:
                why = "stays, and it isn't written at the call."
                raise Refusal(f"Only a part of `{each.key}` {why}")
            text = each.source.slice(each.value)
            if each.source is self.source:
                portable = self.draft.is_portable(each.value, self.draft.names.scope(node))
            else:
                portable = isinstance(each.value, ast.Constant) and "\n" not in text
            entries.append(f"{each.spelt}: {text if portable else f'{held}[{each.spelt}]'}")
        return entries


def _swap(code: str, old: str, new: str) -> str:
    at = code.rfind(old)
    return code[:at] + new + code[at + len(old) :]
