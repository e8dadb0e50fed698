"""Program: the modules of the tree that reading has asked for, and what their names stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, TypeVarTuple, cast

from migrator.model.values import FromEnv, Known, OneOf, Text
from migrator.read.abstract import (
    ClassRef,
    ClientRef,
    DictRef,
    FunctionRef,
    InstanceRef,
    ListRef,
)
from migrator.read.callers import Calls
from migrator.read.heap import Heap, place
from migrator.read.holders import Holder, holder_of
from migrator.read.module import EVERY_NAME, ModuleSource
from migrator.read.parsing import UnreadableModule, parsed_module
from migrator.read.searches import Searches
from migrator.read.state import State, is_own_instance
from migrator.read.steps import Budget

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from migrator.model.pack import RulePack
    from migrator.model.settings import ProjectSender
    from migrator.read.abstract import Abstract, FunctionNode, ObjectId
    from migrator.read.callers import Known as CallersKnown

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")
_Question: TypeAlias = "tuple[Callable[..., object], tuple[object, ...]]"
_MUTABLE = (DictRef, ListRef, ClientRef, InstanceRef)
_DATA = (Known, FromEnv, Text, OneOf, *_MUTABLE)


@dataclass(frozen=True, slots=True)
class Global:
    """What a module-level name stands for, in the `state` that holds it.

    `doubt` says why it may stand for something else: it is bound more than once, or elsewhere.
    """

    value: Abstract
    state: State
    doubt: str | None


class Program:
    """Modules of one tree, parsed on demand and never imported or executed.

    `tainted` are module-level names (path, name) that some code changes after their definition;
    they count as not known; `reassigned` are those that the module's own top level binds anew while
    functions may run already, which only those can't know. Neither are the contents of the objects
    in `unstable` known. Reading adds to them, and whoever reads starts again when they grew.
    `roots` are the files whose every function is read, but for those in `passed_over`, which do
    nothing by themselves; `calls` is what was called in them, `known`
    what the callers of functions agree on, `closed` the functions whose every caller is known.
    """

    def __init__(
        self,
        searches: Searches,
        pack: RulePack,
        hosts: Iterable[str],
        senders: Sequence[ProjectSender] = (),
    ) -> None:
        self.searches = searches
        self.tree = searches.tree
        self.pack = pack
        self.hosts = frozenset(hosts) | frozenset(pack.pack.hosts)
        self.senders = tuple(senders)
        self.answers: dict[_Question, object] = {}
        self.tainted: dict[tuple[str, str], str] = {}
        self.reassigned: dict[tuple[str, str], str] = {}
        self.unstable: dict[ObjectId, str] = {}
        self.changers: dict[ObjectId, set[FunctionNode | None]] = {}
        self.defaults: dict[FunctionNode, dict[str, Abstract]] = {}
        self.wrapped: dict[FunctionNode, str] = {}
        self.relied_on: dict[tuple[str, str], bool] = {}
        self.followed: set[str] = set()
        self.together: frozenset[str] = frozenset()
        self.sending: frozenset[str] = frozenset()
        self.only_effects = False
        self.to_run: set[str] = set()
        self.holders: dict[ObjectId | ClassRef, Holder] = {}
        self.calls = Calls()
        self.budget = Budget()
        self.implied: dict[Hashable, ast.Call] = {}
        self.known: Mapping[FunctionNode, CallersKnown] = {}
        self.closed: frozenset[FunctionNode] = frozenset()
        self.roots: set[str] = set()
        self.passed_over: dict[str, frozenset[FunctionNode]] = {}
        self._looked_at: set[str] = set()
        self._modules: dict[str, ModuleSource | UnreadableModule] = {}
        self._states: dict[str, State] = {}
        self._running: set[str] = set()

    def move(self, searches: Searches) -> bool:
        """Belong to another tree, if all that was read and asked of this one is the same there."""
        other = searches.tree
        same = self.tree.paths == other.paths and all(
            parsed_module(other, path) is module for path, module in self._modules.items()
        )
        if not same or any(
            question(searches, *given) != answer
            for (question, given), answer in self.answers.items()
        ):
            return False
        self.searches, self.tree = searches, other
        return True

    def restart(self) -> None:
        """Forget what names stood for, keep what was parsed and what is tainted."""
        self._states.clear()
        self.defaults.clear()
        self.wrapped.clear()
        self.relied_on.clear()
        self.holders.clear()
        self.calls.clear()
        self.roots.clear()
        self.passed_over.clear()
        self.budget = Budget()

    @property
    def parsed(self) -> set[str]:
        """The files that were parsed."""
        return self._modules.keys() | self._looked_at

    def modules(self) -> list[ModuleSource]:
        """All modules parsed so far."""
        return [known for known in self._modules.values() if isinstance(known, ModuleSource)]

    def module_of(self, node: ast.AST) -> ModuleSource | None:
        """The module whose code a node is, None when it is of none that was parsed."""
        return next((module for module in self.modules() if node in module.parents), None)

    def module(self, path: str) -> ModuleSource:
        """The parsed module at `path`. Raises UnreadableModule."""
        known = self._modules.get(path)
        if known is None:
            known = self._modules[path] = parsed_module(self.tree, path)
        if isinstance(known, UnreadableModule):
            raise known
        return known

    def look_at(self, path: str) -> ModuleSource:
        """The parsed module at `path`, whose code isn't read. Raises UnreadableModule."""
        self._looked_at.add(path)
        found = parsed_module(self.tree, path)
        if isinstance(found, UnreadableModule):
            raise found
        return found

    def ask(self, question: Callable[[Searches, *Given], Answer], *given: *Given) -> Answer:
        """The answer to a question about the whole tree; what was asked is kept."""
        key = (question, given)
        if key not in self.answers:
            self.answers[key] = question(self.searches, *given)
        return cast("Answer", self.answers[key])

    def resolve_import(self, importer: ModuleSource, dotted: str, level: int) -> str | None:
        """Path of the module that `importer` gets for a dotted name, None when outside the tree."""
        return self.searches.locator.locate(importer.path, dotted, level)

    def state_of(self, path: str) -> State:
        """What the names of a module stand for after it was imported. Raises UnreadableModule."""
        from migrator.read.statements import run_module

        if not self.only_effects:
            self.followed.add(path)
        known = self._states.get(path)
        if known is not None:
            return known
        if path in self._running:
            return State()
        self._running.add(path)
        try:
            state = run_module(self, self.module(path))
        finally:
            self._running.discard(path)
        self._states[path] = state
        return state

    def has_run(self, path: str, state: State) -> None:
        """A module was run, and this is what its names stand for."""
        self._states.setdefault(path, state)

    def global_value(self, path: str, name: str) -> Global | None:
        """What a module-level name stands for in every function; None where there is no such name."""
        state = self.state_of(path)
        value = state.names.get(name)
        if value is None:
            return None
        self.rely_on(path, name, value)
        changed = self.changed_name(path, name) or self.reassigned.get((path, name))
        return Global(value, state, changed)

    def rely_on(self, path: str, name: str, value: Abstract) -> None:
        """What a module-level name stands for matters to what is read."""
        if self.only_effects:
            return
        code = isinstance(value, FunctionRef | ClassRef)
        if isinstance(value, _DATA) or (code and self.ask(Searches.attribute_stored, name)):
            self.relied_on[(path, name)] = isinstance(value, _MUTABLE)

    def rely_on_instance(self, ref: InstanceRef, state: State) -> None:
        """What an instance holds matters to what is read."""
        thing = state.heap.get(ref.id)
        if self.only_effects or thing is None or is_own_instance(thing, ref.id):
            return
        known = self.holders.get(ref.id)
        holder = holder_of(ref, state)
        if holder is not None and (known is None or not holder.names <= known.names):
            self.holders[ref.id] = holder

    def rely_on_class(self, cls: ClassRef, name: str) -> None:
        """What an attribute of a class holds matters to what is read."""
        if not self.only_effects:
            known = self.holders.get(cls)
            names = known.names if known is not None else frozenset()
            self.holders[cls] = Holder(cls, names | {name}, None, Heap())

    def changed_name(self, path: str, name: str) -> str | None:
        """Why a module-level name may stand for something else later, None when it can't."""
        why = self.tainted.get((path, name)) or self.tainted.get((path, EVERY_NAME))
        set_here = self.module(path).set_by_functions
        return why or set_here.get(name) or set_here.get(EVERY_NAME)

    def destabilise(self, key: ObjectId, why: str, root: FunctionNode | None) -> None:
        """An object is changed, by `root`, while code that runs at other times can reach it."""
        for each in (key, place(key)):
            self.unstable.setdefault(each, why)
            self.changers.setdefault(each, set()).add(root)

    def spoil_changed(self, heap: Heap, key: ObjectId) -> None:
        """Forget what an object holds, if it or one made at the same place is changed elsewhere."""
        why = self.unstable.get(key) or self.unstable.get(place(key))
        if why is not None:
            heap.spoil(key, why)

    def taint(self, path: str, name: str, why: str) -> None:
        """A module-level name is changed after its definition."""
        self.tainted.setdefault((path, name), why)

    def distrust(self) -> None:
        """Taint every relied-on name that another file changes.

        Files that may change an object in place, and those that hold such objects, are to be run.
        """
        for (path, name), mutable in self.relied_on.items():
            changed = self.ask(Searches.changed, path, name, mutable)
            if changed.why is not None:
                self.taint(path, name, changed.why)
            self.to_run |= changed.reaching
            if mutable:
                self.to_run.add(path)

    @property
    def doubts(self) -> int:
        """How much is known not to be what it seems; only grows."""
        changes = sum(map(len, self.changers.values()))
        return len(self.tainted) + len(self.reassigned) + changes
