"""Reader: looks names up, makes objects, and keeps what was sent while code is read."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Condition, PerRequest
from migrator.read import (
    assignments,
    calls,
    comprehensions,
    expressions,
    holding,
    modules_by_name,
    operators,
)
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    FunctionNode,
    FunctionRef,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    ImportedRef,
    InstanceRef,
    ListRef,
    ModuleRef,
    ObjectId,
    Slot,
)
from migrator.read.callers import Calls
from migrator.read.frame import Closure, Frame
from migrator.read.heap import forget, objects_of
from migrator.read.instances import Instances
from migrator.read.joining import join
from migrator.read.module import bound_once
from migrator.read.origins import Activation, Chain
from migrator.read.parsing import UnreadableModule
from migrator.read.program import Program
from migrator.read.state import State, is_own_instance
from migrator.read.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Collection

    from migrator.read.sent import Sent


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
        self.entered: dict[tuple[ast.Call, Chain], Activation] = {}
        self._resolving: set[tuple[str, str]] = set()
        self.steps = Steps()

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

    @property
    def calls(self) -> Calls:
        """Where calls are noted, unless this is read for something else or will be read again."""
        return Calls() if self.silent or self.program.only_effects else self.program.calls

    def doubt_request(self, value: Abstract, why: str) -> None:
        """A request object was changed after the call that made it was recorded."""
        span = value.span if isinstance(value, PerRequest) else None
        for key, sent in self.sent.items():
            if sent.module.span(sent.node) == span:
                self.sent[key] = replace(sent, doubts=(*sent.doubts, why))

    # Names

    def look_up(self, name: str, node: ast.expr, frame: Frame) -> Abstract:
        """What a name stands for: local, enclosing, module-level or built-in."""
        found = self._bound(name, node, frame)
        if isinstance(found, ImportedRef):
            found = self.module_attribute(found.path, found.name, node, frame)
        if found is None:
            found = expressions.builtin(name)
        known = found if found is not None else frame.unknown(node, "the name isn't known")
        return holding.by_name(known, name, node, frame)

    def _bound(self, name: str, node: ast.expr, frame: Frame) -> Abstract | None:
        if frame.at_module_level:
            return self._live(frame.state.names, name, node, frame)
        if frame.function is not None and not frame.class_body:
            if name in frame.module.local_names(frame.function):
                value = frame.state.names.get(name)
                return value if value is not None else frame.unknown(node, "it isn't set yet")
        else:
            value = frame.state.names.get(name)
            if value is not None:
                return value
        if name in frame.closure:
            return frame.closure[name]
        if frame.live is not None:
            return self._live(frame.live, name, node, frame)
        return self._global(frame.module.path, name, node, frame)

    def _live(
        self, names: dict[str, Abstract], name: str, node: ast.expr, frame: Frame
    ) -> Abstract | None:
        value = names.get(name)
        if value is None:
            return None
        path = frame.module.path
        self.program.rely_on(path, name, value)
        why = self.program.changed_name(path, name)
        if why is None or self.program.only_effects:
            return value
        if isinstance(value, ImportedRef):
            value = self.module_attribute(value.path, value.name, node, frame)
        return frame.state.heap.or_another(value, frame.unknown(node, why))

    def _global(self, path: str, name: str, node: ast.expr, frame: Frame) -> Abstract | None:
        found = self.program.global_value(path, name)
        if found is None:
            return None
        value = found.value
        if isinstance(value, ImportedRef):
            value = self.module_attribute(value.path, value.name, node, frame)
        elif isinstance(value, PerRequest):
            value = PerRequest(value.text, value.why, value.span or frame.module.span(node), 0)
        else:
            self.adopt(value, found.state, frame)
        # What code may change, if a name is what it was, is all that counts where only effects do.
        if found.doubt is None or self.program.only_effects:
            return value
        unknown = PerRequest(name, found.doubt, frame.module.span(node), 0)
        return frame.state.heap.or_another(value, unknown)

    def adopt(self, value: Abstract, state: State, frame: Frame) -> None:
        """Bring an object that another state holds into the frame's own."""
        for key in state.reachable([value]):
            thing, heap = state.heap.get(key), frame.state.heap
            if thing is None or key in heap:
                continue
            heap[key] = thing
            heap.mark(key, captured=True, foreign=True)
            self.program.spoil_changed(heap, key)
            frame.state.adopted.setdefault(key, heap[key].copy())

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
        if "__getattr__" in self.program.state_of(path).names:
            return modules_by_name.held_by_some(self, name, node, frame)
        return frame.unknown(node, f"{path} has no such name")

    # Objects

    def allocate_dict(self, node: ast.AST, built: HeapDict, frame: Frame) -> DictRef:
        """Put a new dict on the heap."""
        ref = DictRef(frame.object_id(node))
        self._allocate(ref.id, built, frame)
        return ref

    def allocate_list(self, node: ast.AST, built: HeapList, frame: Frame) -> ListRef:
        """Put a new list on the heap."""
        ref = ListRef(frame.object_id(node))
        self._allocate(ref.id, built, frame)
        return ref

    def allocate_client(self, node: ast.AST, built: HeapClient, frame: Frame) -> ClientRef:
        """Put a new client on the heap."""
        ref = ClientRef(frame.object_id(node))
        self._allocate(ref.id, built, frame)
        return ref

    def allocate_instance(self, node: ast.AST, cls: ClassRef, frame: Frame) -> InstanceRef:
        """Put a new instance on the heap."""
        ref = InstanceRef(frame.object_id(node))
        self._allocate(ref.id, HeapInstance(cls), frame)
        return ref

    def _allocate(self, key: ObjectId, built: HeapObject, frame: Frame) -> None:
        forget(built, key, PerRequest("...", "it was made in an earlier round of a loop"))
        frame.state.retire(key)
        frame.state.heap.put(key, built)

    def spoil(self, value: Abstract, why: str, frame: Frame) -> None:
        """Unknown code got hold of an object: it may change it now and later."""
        for key in frame.state.spoil(value, why):
            self._destabilise(key, why, frame)
        frame.state.share(value)

    def others_ran(self, frame: Frame, why: str) -> None:
        """Code that can't be followed ran: whatever it can reach may have changed."""
        self.expose(frame)
        self._spoil_shared(frame, why)

    def expose(self, frame: Frame) -> None:
        """Functions of a module may run while the rest of it has not been run."""
        values = frame.state.names.values()
        if frame.at_module_level and any(isinstance(v, FunctionRef | ClassRef) for v in values):
            frame.exposed.update(frame.state.names)
            frame.state.capture_all()

    def _spoil_shared(
        self, frame: Frame, why: str, besides: Collection[ObjectId] = frozenset()
    ) -> None:
        for key, thing in list(frame.state.heap.items()):
            if thing.spoilt or key in besides or not (thing.shared or thing.captured):
                continue
            changers = self.program.changers.get(key, set()) if thing.captured else set()
            if thing.shared or (changers if thing.foreign else changers - {frame.root}):
                frame.state.heap.spoil(key, why)

    def blur_slots(self, target: HeapDict, why: str) -> None:
        """Every key set so far may have been overwritten."""
        target.slots = {
            key: Slot(PerRequest(key, why), slot.when) for key, slot in target.slots.items()
        }

    def changed(self, value: Abstract, frame: Frame) -> None:
        """An object was changed in place: those who read it at other times must know."""
        for key in objects_of(value):
            thing = frame.state.heap.to_change(key)
            if thing is not None:
                thing.changes += 1
                self._destabilise(key, f"it is changed in {frame.module.path}", frame)

    def changed_somehow(
        self,
        value: Abstract,
        why: str,
        frame: Frame,
        besides: Collection[ObjectId] = frozenset(),
    ) -> None:
        """Some object was changed in place, in a way that isn't followed.

        An object that nothing is known of may be any that unknown code can reach, `besides` aside.
        """
        self.spoil(value, why, frame)
        if isinstance(value, PerRequest | AnyOf):
            self._spoil_shared(frame, why, besides)

    def member(self, value: Abstract, node: ast.expr, why: str, frame: Frame) -> Abstract:
        """Something that `value` holds, not known which."""
        unknown = frame.unknown(node, why)
        among = frame.state.members(value)
        if isinstance(value, AnyOf):
            among |= value.among
        return AnyOf(among, unknown) if among else unknown

    def keep(self, value: Abstract, frame: Frame) -> None:
        """Something that code reaches at any time holds an object from now on.

        Whoever gets it from there may change what also has another name.
        """
        heap = frame.state.heap
        for key in frame.state.reachable([value]):
            if isinstance(heap.get(key), HeapDict | HeapList):
                self._destabilise(key, f"it is kept elsewhere in {frame.module.path}", frame)
        frame.state.share(value)

    def _destabilise(self, key: ObjectId, why: str, frame: Frame) -> None:
        thing = frame.state.heap.get(key)
        if thing is not None and thing.captured and not is_own_instance(thing, key):
            self.program.destabilise(key, why, frame.root)

    def instance_attribute(self, owner: InstanceRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `instance.name` stands for."""
        return self.instances.attribute(owner, node, frame)

    def class_attribute(self, owner: ClassRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `Class.name` stands for."""
        return self.instances.class_attribute(owner, node, frame)

    # Flow

    def rejoin(self, frame: Frame, other: State, when: Condition | None, why: str) -> None:
        """Join another path into the frame's own state, which was taken when `when` holds."""
        frame.state.become(join(frame.state, other, when, why))

    def operate(
        self,
        node: ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Compare | ast.IfExp,
        frame: Frame,
    ) -> Abstract:
        """What an operator makes of its operands."""
        return operators.operate(self, node, frame)

    def assign_name(self, name: str, value: Abstract, frame: Frame) -> None:
        """Let a name of the frame's scope stand for `value`."""
        assignments.assign_name(self, name, value, frame)

    def define(self, node: FunctionNode, frame: Frame) -> Abstract:
        """A function was defined here; it may run at any later time."""
        visible = self.visible(frame)
        used = frame.module.taken_from_outside(node) if visible else frozenset()
        closure = {name: value for name, value in visible.items() if name in used}
        for key in frame.state.reachable(closure.values()):
            if self.program.changers.get(key, set()) - {frame.root}:
                frame.state.heap.spoil(key, self.program.unstable[key])
                frame.state.heap.mark(key, shared=True)
        frame.state.capture(closure.values())
        here = frame.activation() if frame.function is not None else None
        if frame.function is not None and not frame.class_body:
            for name in frame.module.loosely_held(frame.function) & used:
                self.hold_loosely(frame.state.names.get(name), frame)
        if not frame.chain and not self.silent:
            self._keep_closure(node, Closure(closure, frame.state.fork(), here))
        return FunctionRef(frame.module.path, node, None, closure, here)

    def hold_loosely(self, value: Abstract | None, frame: Frame) -> None:
        """A nested function reaches this object by a name that may stand for others too."""
        if value is not None:
            frame.state.capture([value])
            frame.state.share(value)

    def visible(self, frame: Frame) -> dict[str, Abstract]:
        """What code nested in the frame sees of its function and of those around that."""
        found = dict(frame.closure)
        if frame.function is not None and not frame.class_body:
            once = bound_once(frame.function)
            for name in frame.module.local_names(frame.function):
                value = frame.state.names.get(name)
                if value is None or name not in once:
                    value = PerRequest(name, "the function around it may change it")
                found[name] = value
        return found

    def _keep_closure(self, node: FunctionNode, closure: Closure) -> None:
        before = self.closures.get(node)
        if before is not None:
            why = "the function is defined at different places"
            one = State(dict(before.names), before.state.heap)
            met = join(one, State(dict(closure.names), closure.state.heap), None, why)
            closure = Closure(met.names, met, closure.around)
        self.closures[node] = closure

    def dict_comprehension(self, node: ast.DictComp, frame: Frame) -> Abstract:
        """The dict a comprehension builds, where it runs over known items."""
        return comprehensions.dict_comprehension(self, node, frame)

    def filtered_dict(self, node: ast.Call, frame: Frame) -> Abstract | None:
        """What `dict(filter(...))` makes, where it filters known items."""
        return comprehensions.filtered(self, node, frame)

    def run_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, frame: Frame
    ) -> Abstract:
        """What a comprehension other than of a dict builds."""
        if isinstance(node, ast.ListComp):
            return comprehensions.list_comprehension(self, node, frame)
        return comprehensions.run(self, node, frame, "it is built by a comprehension")
