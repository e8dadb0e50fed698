"""Reader: looks names up, makes objects, and keeps what was sent while code is read."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Condition, PerRequest
from migrator.read import calls, comprehensions, expressions
from migrator.read.abstract import (
    REFERENCES,
    Abstract,
    ClassRef,
    ClientRef,
    DictRef,
    FunctionNode,
    FunctionRef,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    ImportedRef,
    InstanceRef,
    ListRef,
    MethodRef,
    ModuleRef,
    Slot,
)
from migrator.read.frame import Chain, Closure, Frame
from migrator.read.instances import Instances
from migrator.read.program import Program, UnreadableModule
from migrator.read.state import State, join

if TYPE_CHECKING:
    from migrator.read.sends import Sent

_MAX_STEPS = 40_000


class Reader:
    """Reads the code of one program.

    `sent` holds every request that the code read so far was seen to send, by the call that sends
    it and the calls through which that was reached.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.sent: dict[tuple[ast.Call, Chain], Sent] = {}
        self.closures: dict[FunctionNode, Closure] = {}
        self.instances = Instances(self)
        self.silent = 0
        self._resolving: set[tuple[str, str]] = set()
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        """Whether this function has taken more steps than code people write needs."""
        return self.steps > _MAX_STEPS

    def evaluate(self, node: ast.expr, frame: Frame) -> Abstract:
        """What `node` stands for in `frame`."""
        return expressions.evaluate(self, node, frame)

    def call(self, node: ast.Call, frame: Frame) -> Abstract:
        """What a call returns; what it sends is recorded."""
        return calls.call(self, node, frame)

    def record(self, sent: Sent) -> None:
        """Keep a request, unless this round of a loop is not the last."""
        if self.silent:
            return
        key = (sent.node, sent.chain)
        before = self.sent.get(key)
        self.sent[key] = sent if before is None else before.joined(sent)

    def doubt_request(self, value: Abstract, why: str) -> None:
        """A request object was changed after the call that made it was recorded."""
        if not isinstance(value, PerRequest) or value.span is None:
            return
        for key, sent in self.sent.items():
            if sent.module.span(sent.node) == value.span:
                self.sent[key] = replace(sent, doubts=(*sent.doubts, why))

    # Names

    def look_up(self, name: str, node: ast.expr, frame: Frame) -> Abstract:
        """What a name stands for: local, enclosing, module-level or built-in."""
        found = self._bound(name, node, frame)
        if isinstance(found, ImportedRef):
            return self.module_attribute(found.path, found.name, node, frame)
        if found is None:
            found = expressions.builtin(name)
        return found if found is not None else frame.unknown(node, "the name isn't known")

    def _bound(self, name: str, node: ast.expr, frame: Frame) -> Abstract | None:
        if frame.function is not None and not frame.class_body:
            if name in frame.module.local_names(frame.function):
                value = frame.state.names.get(name)
                return value if value is not None else frame.unknown(node, "it isn't set yet")
            if name in frame.closure:
                return frame.closure[name]
        else:
            value = frame.state.names.get(name)
            if value is not None:
                return value
            if name in frame.closure:
                return frame.closure[name]
        if frame.function is None and not frame.class_body:
            return None
        return self._global(frame.module.path, name, node, frame)

    def _global(self, path: str, name: str, node: ast.expr, frame: Frame) -> Abstract | None:
        found = self.program.global_value(path, name)
        if found is None:
            return None
        value, state = found
        if isinstance(value, ImportedRef):
            if self.program.rebound(path, name):
                return frame.unknown(node, "it is assigned more than once")
            return self._imported(value, (path, name), node, frame)
        if isinstance(value, PerRequest):
            return PerRequest(value.text, value.why, value.span or frame.module.span(node), 0)
        if self.program.rebound(path, name):
            return frame.unknown(node, "it is assigned more than once")
        if isinstance(value, DictRef | ListRef | ClientRef | InstanceRef):
            self._adopt(value, state, path, frame)
            self._distrust(value, path, name, frame)
        return value

    def _distrust(self, value: Abstract, path: str, name: str, frame: Frame) -> None:
        if not isinstance(value, DictRef | ListRef):
            return
        module = self.program.module(path)
        followed = path in self.program.analysed
        if name in (module.changed_names if followed else module.mutated_names):
            self.spoil(value, f"{name} may be changed by other code", frame)

    def _imported(
        self, ref: ImportedRef, local: tuple[str, str], node: ast.expr, frame: Frame
    ) -> Abstract:
        value = self.module_attribute(ref.path, ref.name, node, frame)
        self._distrust(value, *local, frame)
        return value

    def _adopt(self, value: Abstract, state: State, path: str, frame: Frame) -> None:
        names = self.program.names_reaching(path)
        for key in state.reachable([value]):
            thing = state.heap.get(key)
            if thing is None:
                continue
            mine = frame.state.heap.setdefault(key, thing.copy())
            if isinstance(mine, HeapDict | HeapList):
                mine.origins |= names.get(key, frozenset())

    def module_attribute(self, path: str, name: str, node: ast.expr, frame: Frame) -> Abstract:
        """What `module.name` stands for."""
        found: Abstract | None = None
        if (path, name) not in self._resolving:
            self._resolving.add((path, name))
            try:
                found = self._global(path, name, node, frame)
            except UnreadableModule as error:
                return frame.unknown(node, f"{path} can't be read: {error.message}")
            finally:
                self._resolving.discard((path, name))
        if found is not None:
            return found
        stem = path.removesuffix("/__init__.py").removesuffix(".py")
        for candidate in (f"{stem}/{name}.py", f"{stem}/{name}/__init__.py"):
            if candidate in self.program.tree:
                return ModuleRef(candidate)
        return frame.unknown(node, f"{path} has no such name")

    def django_setting(self, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `django.conf.settings.NAME` stands for, when one settings module defines it."""
        found = []
        for path in self.program.django_settings():
            try:
                if node.attr in self.program.state_of(path).names:
                    found.append(path)
            except UnreadableModule:
                continue
        if len(found) != 1:
            why = "several settings modules define it" if found else "no settings module defines it"
            return frame.unknown(node, why)
        return self.module_attribute(found[0], node.attr, node, frame)

    # Objects

    def allocate_dict(self, node: ast.AST, built: HeapDict, frame: Frame) -> DictRef:
        """Put a new dict on the heap."""
        ref = DictRef(frame.object_id(node))
        frame.state.retire(ref.id)
        frame.state.heap[ref.id] = built
        return ref

    def allocate_list(self, node: ast.AST, built: HeapList, frame: Frame) -> ListRef:
        """Put a new list on the heap."""
        ref = ListRef(frame.object_id(node))
        frame.state.retire(ref.id)
        frame.state.heap[ref.id] = built
        return ref

    def allocate_client(self, node: ast.AST, built: HeapClient, frame: Frame) -> ClientRef:
        """Put a new client on the heap."""
        ref = ClientRef(frame.object_id(node))
        frame.state.retire(ref.id)
        frame.state.heap[ref.id] = built
        return ref

    def allocate_instance(self, node: ast.AST, cls: ClassRef, frame: Frame) -> InstanceRef:
        """Put a new instance on the heap."""
        ref = InstanceRef(frame.object_id(node))
        frame.state.retire(ref.id)
        frame.state.heap[ref.id] = HeapInstance(cls)
        return ref

    def spoil(self, value: Abstract, why: str, frame: Frame) -> None:
        """Unknown code got hold of an object: it may change it now and later."""
        if not isinstance(value, REFERENCES):
            return
        for path, name in frame.state.spoil(value, why):
            self.program.taint(path, name, f"{name} may be changed: {why}")
        frame.state.share(value)

    def spoil_slots(self, target: HeapDict, why: str) -> None:
        """Every key set so far may have been overwritten."""
        target.slots = {key: Slot(PerRequest(key, why), ()) for key in target.slots}

    def changed(self, value: Abstract, frame: Frame) -> None:
        """An object was changed in place; if it belongs to a module, no name for it is constant."""
        thing = frame.state.heap.get(value.id) if isinstance(value, REFERENCES) else None
        if isinstance(thing, HeapDict | HeapList):
            for path, name in thing.origins:
                self.program.taint(path, name, f"{name} is changed in {frame.module.path}")

    def instance_attribute(self, owner: InstanceRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `instance.name` stands for."""
        return self.instances.attribute(owner, node, frame)

    def class_attribute(self, owner: ClassRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `Class.name` stands for."""
        return self.instances.class_attribute(owner, node, frame)

    def client_attribute(self, owner: ClientRef, name: str, frame: Frame) -> Abstract:
        """What `client.name` stands for: a method, or its default headers."""
        client = frame.state.heap.get(owner.id)
        if name == "headers" and isinstance(client, HeapClient):
            return client.headers
        return MethodRef(owner, name)

    # Flow

    def rejoin(self, frame: Frame, other: State, when: Condition | None, why: str) -> None:
        """Join another path into the frame's own state, which was taken when `when` holds."""
        frame.state.become(join(frame.state, other, when, why))

    def define(self, node: FunctionNode, frame: Frame) -> Abstract:
        """A function was defined here; it may run at any later time."""
        own = frame.module.local_names(frame.function) if frame.function else frozenset()
        visible: dict[str, Abstract] = dict(frame.closure)
        if frame.function is not None and not frame.class_body:
            once = calls.bound_once(frame.module, frame.function)
            for name in own:
                value = frame.state.names.get(name)
                if value is not None and name in once:
                    visible[name] = value
                else:
                    visible[name] = PerRequest(name, "the function around it may change it")
        state = State(heap=frame.state.fork().heap)
        for name, value in visible.items():
            if isinstance(value, DictRef | ListRef) and name in frame.module.mutated_names:
                state.spoil(value, f"{name} may be changed by the function around it")
                frame.state.share(value)
        self.closures[node] = Closure(visible, state)
        receiver = None
        return FunctionRef(frame.module.path, node, receiver)

    def dict_comprehension(self, node: ast.DictComp, frame: Frame) -> Abstract:
        """The dict a comprehension builds, where it runs over known items."""
        return comprehensions.dict_comprehension(self, node, frame)

    def run_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, frame: Frame
    ) -> None:
        """Read the parts of a comprehension for what they send."""
        comprehensions.run(self, node, frame)
