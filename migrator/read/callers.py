"""Callers: what the functions of the tree are given, where every call of them is known.

The paths given are the world: a function whose every mention is a call that was followed takes
what those calls give it, and where all of them agree, its parameters are known.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import Combinations, Condition, PerRequest, Record, Value
from migrator.model.values import Known as Nothing
from migrator.read.abstract import (
    PLAIN,
    AnyOf,
    ClientRef,
    DictRef,
    EnumMember,
    FunctionRef,
    HeapClient,
    HeapDict,
    HeapInstance,
    InstanceRef,
    ListRef,
    Slot,
)
from migrator.read.alike import Alike, in_common, rebuilt
from migrator.read.asking import member_choice, named_choice
from migrator.read.few import members_in, texts_in
from migrator.read.heap import objects_of
from migrator.read.parameters import parameter_names
from migrator.read.reasons import mark
from migrator.read.state import freeze

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from migrator.read.abstract import Abstract, FunctionNode, HeapObject, ObjectId
    from migrator.read.frame import Frame
    from migrator.read.module import ModuleSource
    from migrator.read.state import State


UNREAD = ("an object that was not looked into",)


@dataclass(frozen=True, slots=True)
class Argument:
    """What a call gave a parameter: the value, the objects behind it, and what both amount to."""

    value: Abstract
    heap: dict[ObjectId, HeapObject] = field(compare=False, hash=False)
    amount: Hashable


@dataclass(frozen=True, slots=True)
class Entry:
    """One way that a call went while `root` was read: to `target`, None when it wasn't followed."""

    root: FunctionNode | None
    target: FunctionNode | ast.ClassDef | None
    given: tuple[tuple[str, Argument], ...] = ()
    elsewhere: bool = False


class Calls:
    """Every call that was read, and where it went.

    `demanded` are the functions whose arguments matter, `homes` the modules of functions. `handed`
    are calls that give an endpoint's address to something that isn't known, `handing` those which lead
    there, and `unfollowed` those that give it to a function of the tree which could not be followed.
    `plain_sends` tell of calls of `send` methods whether a client sends just what it is given.
    """

    def __init__(self) -> None:
        self.entries: dict[ast.Call, dict[Entry, None]] = {}
        self.entering: dict[FunctionNode, dict[ast.Call, None]] = {}
        self.places: dict[ast.Call, str] = {}
        self.handed: dict[ast.Call, str] = {}
        self.handing: set[ast.Call] = set()
        self.unfollowed: dict[ast.Call, None] = {}
        self.plain_sends: dict[ast.Call, bool] = {}
        self.demanded: set[FunctionNode] = set()
        self.homes: dict[FunctionNode, ModuleSource] = {}

    def clear(self) -> None:
        """Forget the calls, to read again."""
        self.entries.clear()
        self.entering.clear()
        self.handed.clear()
        self.handing.clear()
        self.unfollowed.clear()
        self.plain_sends.clear()

    def followed(
        self,
        node: ast.Call,
        target: FunctionRef,
        names: dict[str, Abstract],
        frame: Frame,
    ) -> None:
        """A call entered a function of the tree, giving its parameters these values."""
        positions = target.node.args.vararg
        matters = target.node in self.demanded
        given = []
        for name, value in names.items():
            if (positions and name == positions.arg) or value == target.receiver:
                continue
            if matters:
                # From here on others may hold it: a later change of it has to be known.
                frame.state.capture([value])
            given.append((name, _argument(value, frame.state, matters)))
        self.entering.setdefault(target.node, {})[node] = None
        self._keep(node, Entry(frame.root, target.node, tuple(given)), frame)

    def made(self, node: ast.Call, cls: ast.ClassDef, frame: Frame) -> None:
        """A call made an instance of a class of the tree."""
        self._keep(node, Entry(frame.root, cls), frame)

    def left_the_tree(self, node: ast.Call, frame: Frame) -> None:
        """A call is known to go to something outside the tree."""
        self._keep(node, Entry(frame.root, None, elsewhere=True), frame)

    def lost(self, node: ast.Call, frame: Frame) -> None:
        """A call went to something that isn't known."""
        self._keep(node, Entry(frame.root, None), frame)

    def _keep(self, node: ast.Call, entry: Entry, frame: Frame) -> None:
        self.entries.setdefault(node, {})[entry] = None
        self.places.setdefault(node, f"{frame.module.path}:{getattr(node, 'lineno', 0)}")


def _argument(value: Abstract, state: State, matters: bool) -> Argument:
    if objects_of(value) and not matters:
        return Argument(value, {}, UNREAD)
    if not objects_of(value):
        return Argument(value, {}, _amount(value, state, ()))
    heap = {key: state.heap[key] for key in state.reachable([value]) if key in state.heap}
    state.heap.lend()
    return Argument(value, heap, _amount(value, state, ()))


def _amount(value: Abstract, state: State, within: tuple[ObjectId, ...]) -> Hashable:
    """What a value amounts to, whichever object it is."""
    match value:
        case DictRef() | ListRef():
            return freeze(value, state)
        case ClientRef(id=key):
            client = state.heap.get(key)
            if not isinstance(client, HeapClient):
                return value
            headers = _amount(client.headers, state, within)
            base = _amount(client.base_url, state, within)
            return ("client", client.library, base, headers, client.doubt)
        case InstanceRef(id=key):
            held = state.heap.get(key)
            if not isinstance(held, HeapInstance) or key in within:
                return value
            parts = sorted(held.attributes.items())
            inner = [(name, _amount(part, state, (*within, key))) for name, part in parts]
            return ("instance", held.cls, *inner)
    return value


def settled(amount: Hashable) -> bool:
    """Whether nothing in it depends on who calls."""
    if amount == UNREAD:
        return False
    match amount:
        case PerRequest() | AnyOf():
            return False
        case tuple():
            return all(settled(part) for part in amount)
        case Record(entries=entries):
            return all(settled(entry.value) for entry in entries)
    inner = getattr(amount, "items", None) or getattr(amount, "parts", None)
    if isinstance(inner, tuple):
        return all(settled(part) for part in inner)
    cases = getattr(amount, "cases", ())
    return all(settled(case.value) for case in cases)


@dataclass(slots=True)
class Known:
    """What the callers of one function agree on, by parameter; why not, where they don't.

    `chosen` are the texts that they give where these differ, None among them, and `together` those
    that a call gives with one another; `members` are members of an enumeration that they give. `places` are the calls that give what is agreed on, merged or
    chosen.
    """

    agreed: dict[str, Argument] = field(default_factory=dict)
    merged: dict[str, Record | Alike] = field(default_factory=dict)
    chosen: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    together: Combinations = ()
    members: dict[str, tuple[EnumMember, ...]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    open: str = ""

    def gives(self, other: Known) -> bool:
        """Whether parameters stand for what the other says that they do."""
        same = self.agreed == other.agreed and self.merged == other.merged
        chosen = (self.chosen, self.together, self.members)
        return same and chosen == (other.chosen, other.together, other.members)

    def take(self, other: Known) -> None:
        """Add what is known of other parameters."""
        self.agreed |= other.agreed
        self.merged |= other.merged
        self.chosen |= other.chosen
        self.members |= other.members
        self.why |= other.why
        self.places |= other.places


def unknown_parameters(function: FunctionNode, receiver: Abstract | None) -> dict[str, Abstract]:
    """Parameters of a function that anyone may call: nothing is known of them."""
    label = getattr(function, "name", "a lambda")
    names: dict[str, Abstract] = {
        name: PerRequest(name, f"it is a parameter of {label}()")
        for name in parameter_names(function.args)
    }
    ordered = [*function.args.posonlyargs, *function.args.args]
    if receiver is not None and ordered:
        names[ordered[0].arg] = receiver
    return names


def parameters(
    function: FunctionNode,
    receiver: Abstract | None,
    known: Known | None,
    frame: Frame,
    module: ModuleSource | None = None,
) -> dict[str, Abstract]:
    """What the parameters of a function stand for when it is read by itself.

    It is one of `module`, or of the frame's own.
    """
    module = module or frame.module
    names = unknown_parameters(function, receiver)
    for name, value in names.items():
        if known is not None and name in known.agreed:
            names[name] = _brought(known.agreed[name], frame)
        elif known is not None and name in known.merged:
            names[name] = _rebuilt(known.merged[name], function, name, frame)
        elif isinstance(value, PerRequest) and known is not None and name in known.members:
            cases = member_choice(name, known.members[name], _scope(function, module))
            names[name] = AnyOf(frozenset(), value, cases=cases)
        elif isinstance(value, PerRequest):
            texts = known.chosen.get(name) if known is not None else None
            choice = None
            if known is not None and texts:
                beside = known.together
                choice = named_choice(name, texts, _scope(function, module), together=beside)
            why = f"{value.why}{mark(function, name)}"
            names[name] = PerRequest(value.text, why, value.span, choice=choice)
    return names


def _scope(function: FunctionNode, module: ModuleSource) -> str:
    if isinstance(function, ast.Lambda):
        return ""
    return f"{module.path}:{module.qualified_name(function)}"


def _brought(argument: Argument, frame: Frame) -> Abstract:
    for key, thing in argument.heap.items():
        if key in frame.state.heap:
            continue
        mine = thing.copy()
        mine.captured = mine.foreign = True
        frame.state.heap[key] = mine
    return argument.value


def _rebuilt(
    merged: Record | Alike, function: FunctionNode, name: str, frame: Frame
) -> DictRef | InstanceRef:
    given = function.args
    named = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.kwarg)
    parameter = next(part for part in named if part is not None and part.arg == name)
    if isinstance(merged, Alike):
        return rebuilt(merged, parameter, frame)
    held = HeapDict(captured=True, foreign=True)
    held.slots = {entry.key: Slot(entry.value, entry.when) for entry in merged.entries}
    ref = DictRef(frame.object_id(parameter))
    frame.state.heap[ref.id] = held
    return ref


def agreement(
    function: FunctionNode, entries: Iterable[tuple[Entry, str]], names: set[str]
) -> Known:
    """What calls that enter a function agree on. Each comes with its place.

    Only the parameters in `names` matter; what others are given is left open, so that code which
    looks at them is read for every value.
    """
    found: dict[str, list[tuple[Argument, str]]] = {}
    count = 0
    for entry, place in entries:
        count += 1
        for name, argument in entry.given:
            found.setdefault(name, []).append((argument, place))
    known = Known()
    for name in (each for each in parameter_names(function.args) if each in names):
        given = found.get(name, [])
        if len(given) != count or not given:
            continue
        amounts = {argument.amount for argument, _ in given}
        calls = tuple(sorted({place for _, place in given}))
        texts, members = texts_in(amounts), members_in(amounts)
        if len(members) > 1:
            known.members[name], known.places[name] = members, calls
        if len(texts) > 1:
            known.chosen[name], known.places[name] = texts, calls
        elif len(amounts) == 1 and settled(next(iter(amounts))):
            known.agreed[name], known.places[name] = given[0][0], calls
            continue
        if _stands_for_empty(function, name):
            amounts = {Record() if amount == Nothing(None) else amount for amount in amounts}
        records = [amount for amount in amounts if isinstance(amount, Record)]
        places = ", ".join(calls[:3])
        differ = len(amounts) > 1
        known.why[name] = f"whose callers disagree: {places}" if differ else f"given at {places}"
        if len(records) == len(amounts) and all(record.rest is None for record in records):
            # Without the places of the calls: an edit moves them, and it means the same then.
            when = Condition(f"a caller of {getattr(function, 'name', 'a lambda')}() gives it")
            known.merged[name] = _merged(name, records, known.why[name], when)
        alike = in_common(name, amounts, known.why[name], settled)
        if alike is not None:
            known.merged[name] = alike
        if name in known.merged:
            known.places[name] = calls
    return known


def _stands_for_empty(function: FunctionNode, name: str) -> bool:
    """Whether a function takes no dict for an empty one, by `name or {}`, and does no more with it."""
    loads = [n for n in walk(function) if isinstance(n, ast.Name) and n.id == name]
    taken = [
        operation.values[0]
        for operation in walk(function)
        if isinstance(operation, ast.BoolOp) and isinstance(operation.op, ast.Or)
        if isinstance(operation.values[-1], ast.Dict) and not operation.values[-1].keys
    ]
    return bool(loads) and all(node in taken for node in loads)


def _merged(name: str, records: list[Record], why: str, when: Condition) -> Record:
    from migrator.model.values import Entry as Key

    keys = dict.fromkeys(entry.key for record in records for entry in record.entries)
    entries = []
    for key in keys:
        held = [record.get(key) for record in records]
        there = [entry for entry in held if entry is not None]
        values: set[Value] = {entry.value for entry in there}
        always = len(there) == len(records) and not any(entry.when for entry in there)
        only = next(iter(values))
        same = len(values) == 1 and settled(only) and isinstance(only, PLAIN)
        value = only if same else PerRequest(f"{name}[{key!r}]", f"it is given by callers, {why}")
        entries.append(Key(key, value, () if always else (when,)))
    return Record(tuple(entries))
