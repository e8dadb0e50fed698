"""Classes of the tree and their instances: attributes that are set once, and what `self` is."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest
from migrator.read import enumerations, settings_classes
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    FieldRef,
    FunctionNode,
    FunctionRef,
    HeapInstance,
    InstanceRef,
    ListRef,
    MethodRef,
)
from migrator.read.arguments import Arguments
from migrator.read.callers import parameters
from migrator.read.class_changes import ClassChanges
from migrator.read.class_lines import ClassLines
from migrator.read.class_syntax import (
    is_class_method,
    is_property,
    label,
    uses_of_attribute,
)
from migrator.read.data_classes import TYPED_DICTS, Schemas
from migrator.read.data_objects import DataObjects
from migrator.read.dumping import has_method
from migrator.read.frame import Frame
from migrator.read.late_clients import LateClients
from migrator.read.origins import AT_CREATION
from migrator.read.searches import Searches
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.read.reader import Reader


class Instances:
    """What is known of classes: their own attributes, and where those are changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._own: dict[ClassRef, dict[str, Abstract]] = {}
        self._states: dict[ClassRef, State] = {}
        self._made: dict[ClassRef, tuple[InstanceRef, State]] = {}
        self.lines = ClassLines(reader)
        self._changes = ClassChanges(self.lines, reader.program)
        self.schemas = Schemas(self)
        self._objects = DataObjects(self, self.schemas, reader)
        self.late = LateClients(self, self._changes, reader)

    def remember(self, cls: ClassRef, own: dict[str, Abstract], frame: Frame) -> None:
        """Keep the attributes of a class body that was just run."""
        self._own[cls] = own
        self._states[cls] = frame.state.fork()

    def taint(self, cls: ClassRef, name: str, why: str) -> None:
        """A class attribute is changed after its definition."""
        self._changes.taint(cls, name, why)

    def class_of(self, ref: InstanceRef, frame: Frame) -> ClassRef | None:
        """The class of an instance."""
        return getattr(frame.state.heap.get(ref.id), "cls", None)

    def create(self, cls: ClassRef, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract:
        """The instance that calling a class makes."""
        from migrator.read import builtin_calls, calls

        if self.lines.externals(cls) & TYPED_DICTS:
            made = builtin_calls.call_known(self._reader, "builtins.dict", node, arguments, frame)
            if made is not None:
                return made
        if enumerations.is_enumeration(self.lines.bases(cls)) and len(arguments.positional) == 1:
            member = enumerations.by_value(self.members(cls), arguments.positional[0])
            return member or frame.unknown(node, f"which {cls.node.name} it is isn't known")
        names = tuple(part.node.name for part in self.lines.of(cls))
        remade = self._reader.program.ask(Searches.remade, names)
        if remade or "__new__" in self.lines.names(cls) or cls.node.keywords:
            for value in arguments.values():
                self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
            self._reader.calls.lost(node, frame)
            return frame.unknown(node, f"{cls.node.name} makes its instances its own way")
        self._reader.calls.made(node, cls.node, frame)
        initializer = self.lines.method(cls, "__init__")
        if initializer is None and self.schemas.of(cls).library is not None:
            return self._objects.create(cls, node, arguments, frame)
        ref = self._reader.allocate_instance(node, cls, frame)
        if initializer is None:
            self._made_by_base(ref, cls, node, arguments, frame)
            return ref
        home = self.lines.home(cls, "__init__").path
        calls.follow(self._reader, FunctionRef(home, initializer, ref), node, arguments, frame)
        return ref

    def _made_by_base(
        self, ref: InstanceRef, cls: ClassRef, node: ast.Call, arguments: Arguments, frame: Frame
    ) -> None:
        """An `__init__` that isn't in the tree sets what it is given."""
        for value in arguments.values():
            self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
        thing = frame.state.instance_to_change(ref)
        assert thing is not None
        unknown = frame.unknown(node, f"{cls.node.name}() is given values of its own")
        if arguments.unclear or arguments.positional:
            defined = {n for part in self.lines.of(cls) for n in self.own(part)}
            thing.attributes = dict.fromkeys(defined, unknown)
        for name, value in arguments.named.items():
            if settings_classes.given(name):
                is_text = self._by_env(cls) is not None and isinstance(value, Known)
                thing.attributes[name] = value if is_text else unknown

    def _by_env(self, cls: ClassRef) -> bool | None:
        """Whether `env=` names the variables of a settings class; None for other classes."""
        for part in self.lines.of(cls):
            by_env = settings_classes.names_by_env(self.lines.bases(part))
            if by_env is not None:
                return by_env
        return None

    def own(self, cls: ClassRef) -> Mapping[str, Abstract]:
        """What the body of a class binds."""
        if cls not in self._own:
            self._load(cls)
        return self._own.get(cls, {})

    def adopt_own(self, cls: ClassRef, value: Abstract, frame: Frame) -> None:
        """Bring an object that the body of a class made into the frame's state."""
        state = self._states.get(cls)
        if state is not None:
            self._reader.adopt(value, state, frame)

    def members(self, cls: ClassRef) -> enumerations.Members:
        """The members of an enumeration; none of another class."""
        return enumerations.members(cls, self.lines.bases(cls), self.own(cls))

    def has_method(self, ref: InstanceRef, name: str, frame: Frame) -> bool:
        """Whether the class of an instance defines a method."""
        cls = self.class_of(ref, frame)
        return cls is not None and self.lines.method(cls, name) is not None

    def run_method(self, ref: InstanceRef, name: str, node: ast.Call, frame: Frame) -> None:
        """Run a method of an instance that is called without arguments, if it has it."""
        from migrator.read import calls

        cls = self.class_of(ref, frame)
        method = self.lines.method(cls, name) if cls is not None else None
        if cls is not None and method is not None:
            home = self.lines.home(cls, name).path
            target = FunctionRef(home, method, ref, self.closure(method))
            calls.follow(self._reader, target, node, Arguments((), {}, False), frame)

    def field(self, thing: HeapInstance, node: ast.Attribute, frame: Frame) -> Abstract:
        """What a field of a data object holds."""
        held = thing.attributes.get(node.attr)
        if held is None:
            return frame.unknown(node, "what the field holds isn't known")
        return self._held(thing, held, node, frame)

    def initializer(self, cls: ClassRef) -> tuple[str, FunctionNode] | None:
        """The `__init__` that a class has or inherits, with the path of its module."""
        found = self.lines.method(cls, "__init__")
        return (self.lines.home(cls, "__init__").path, found) if found is not None else None

    def of_method(self, cls: ClassRef, frame: Frame) -> InstanceRef:
        """`self` in a method that anyone may call at any time: only what is set once is known."""
        # Methods of a class that sees nothing of functions around it have the same one.
        alone = not frame.closure and not frame.state.heap and not frame.state.adopted
        if not alone:
            return self._for_method(cls, frame)
        made = self._made.get(cls)
        if made is None:
            ref = self._for_method(cls, frame)
            state = State({}, frame.state.heap.fork(), (), dict(frame.state.adopted))
            made = self._made[cls] = ref, state
        ref, state = made
        frame.state.heap = state.heap.fork()
        frame.state.adopted.update(state.adopted)
        return ref

    def _for_method(self, cls: ClassRef, frame: Frame) -> InstanceRef:
        ref = self._reader.allocate_instance(cls.node, cls, frame)
        initializer = self.lines.method(cls, "__init__")
        if initializer is not None:
            self._initialize(initializer, cls, ref, frame)
        late = self.late.unset(cls, ref, frame)
        self._forget_changing(cls, ref, frame)
        self.late.add(late, cls, ref, frame)
        for key in frame.state.reachable([ref]):
            held = frame.state.heap.to_change(key)
            if held is not None:
                held.captured, held.foreign, held.shared = True, True, False
            self._reader.program.spoil_changed(frame.state.heap, key)
        return ref

    def _initialize(
        self, initializer: FunctionNode, cls: ClassRef, ref: InstanceRef, frame: Frame
    ) -> None:
        from migrator.read import calls

        known = self._reader.program.known.get(initializer)
        module = self._reader.program.module(self.lines.home(cls, "__init__").path)
        names = parameters(initializer, ref, known, frame, module)
        inner = Frame(
            module,
            frame.state.within(names),
            initializer,
            cls,
            frame.closure,
            chain=(AT_CREATION,),
            root=initializer,
        )
        self._reader.silent += 1
        with self._reader.steps.apart():
            calls.run_body(self._reader, initializer, inner)
        self._reader.silent -= 1
        frame.state.heap = inner.state.heap

    def _forget_changing(self, cls: ClassRef, ref: InstanceRef, frame: Frame) -> None:
        thing = frame.state.instance_to_change(ref)
        if thing is None:
            return
        for name, value in list(thing.attributes.items()):
            why = self._changes.of(cls, name, in_initializer=True)
            if why is not None:
                unknown = PerRequest(f"self.{name}", why)
                thing.attributes[name] = frame.state.heap.or_another(value, unknown)
            elif isinstance(value, DictRef | ListRef | ClientRef):
                self._forget_mutable(cls, name, value, frame)
            elif isinstance(value, InstanceRef):
                self._changes.distrust_inner(cls, name, value, frame)

    def _forget_mutable(
        self, cls: ClassRef, name: str, value: DictRef | ListRef | ClientRef, frame: Frame
    ) -> None:
        uses = list(uses_of_attribute(cls, name))
        if isinstance(value, ClientRef):
            touched = {"headers", "base_url", "hooks", "event_hooks"} & set(uses)
            client = frame.state.client_to_change(value) if touched else None
            if client is not None:
                why = f"self.{name}.{sorted(touched)[0]} is used outside __init__"
                client.headers = PerRequest("headers", why)
                client.doubt = why
                return
        self._changes.distrust(cls, name, value, frame)

    def attribute(self, ref: InstanceRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `instance.name` stands for."""
        thing = frame.state.heap.get(ref.id)
        if not isinstance(thing, HeapInstance):
            return frame.unknown(node, "the object isn't known")
        if node.attr == "__dict__":
            return AnyOf(frozenset([ref.id]), frame.unknown(node, "it is an object's own dict"))
        methods = self.lines.names(thing.cls)
        if methods & {"__getattribute__", "__setattr__"}:
            return frame.unknown(node, "the class answers for its attributes itself")
        method = self.lines.method(thing.cls, node.attr)
        held = thing.attributes.get(node.attr)
        if held is not None and method is None:
            self._reader.program.rely_on_instance(ref, frame.state)
            late = self.late.of(ref, node.attr, held)
            return late or self._held(thing, held, node, frame)
        schema = self.schemas.of(thing.cls)
        library = schema.library.name if schema.library is not None else ""
        if method is None and has_method(library, node.attr):
            set_on_class = self._reader.program.ask(Searches.attribute_stored, node.attr)
            if set_on_class is not None:
                return frame.unknown(node, set_on_class)
            return MethodRef(ref, node.attr)
        if "__getattr__" in methods:
            return frame.unknown(node, "the class answers for attributes it doesn't have")
        if method is not None:
            if held is not None and not is_property(method):
                return frame.unknown(node, "it is set over a method")
            return self._bound(thing.cls, method, ref, node, frame)
        why = self._changes.of(thing.cls, node.attr, in_initializer=False)
        if why is None and schema.holds(node.attr):
            why = f"it is a field of {thing.cls.node.name}"
        if why is not None:
            return frame.unknown(node, why)
        return self.class_attribute(thing.cls, node, frame)

    def _held(
        self, thing: HeapInstance, value: Abstract, node: ast.Attribute, frame: Frame
    ) -> Abstract:
        if thing.captured or thing.shared:
            why = self._changes.of(thing.cls, node.attr, in_initializer=True)
            if why is not None:
                return frame.state.heap.or_another(value, frame.unknown(node, why))
        own = self._own.get(self.lines.home(thing.cls, node.attr), {}).get(node.attr)
        schema = self.schemas.of(thing.cls)
        if isinstance(own, InstanceRef | PerRequest) and schema.library is None:
            return frame.unknown(node, "the class may answer for it itself")
        by_library = schema.library is not None and self.lines.method(thing.cls, "__init__") is None
        if by_library and schema.why is not None:
            return frame.state.heap.or_another(value, frame.unknown(node, schema.why))
        return value

    def _bound(
        self,
        cls: ClassRef,
        method: ast.FunctionDef | ast.AsyncFunctionDef,
        ref: InstanceRef,
        node: ast.Attribute,
        frame: Frame,
    ) -> Abstract:
        from migrator.read import calls

        target = self._method_ref(cls, method, ref)
        changed = self._changes.of(cls, method.name, in_initializer=False)
        if changed is not None and is_property(method):
            return frame.unknown(node, changed)
        if changed is not None:
            return replace(target, doubt=f"{method.name}() may be another one: {changed}")
        if is_property(method):
            call = ast.copy_location(ast.Call(node, [], []), node)
            place = self._reader.program.implied.setdefault(node, call)
            value = calls.follow(self._reader, target, place, Arguments((), {}, False), frame)
            kept = any(label(d) == "cached_property" for d in method.decorator_list)
            if kept and isinstance(value, DictRef | ListRef | ClientRef):
                self._changes.distrust(cls, method.name, value, frame)
            return value
        return target

    def _method_ref(
        self, cls: ClassRef, method: ast.FunctionDef | ast.AsyncFunctionDef, ref: InstanceRef
    ) -> FunctionRef:
        """A method bound to an instance, or the function that its decorators made of it."""
        home = self.lines.home(cls, method.name)
        receiver = cls if is_class_method(method) else ref
        made = self.own(home).get(method.name) if method.decorator_list else None
        if isinstance(made, FunctionRef) and made.plain:
            return replace(made, receiver=receiver)
        return FunctionRef(home.path, method, receiver, self.closure(method))

    def class_attribute(self, cls: ClassRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `Class.name` stands for."""
        home = self.lines.home(cls, node.attr)
        value = self.own(home).get(node.attr)
        # Python itself refuses to set a member of an enumeration anew.
        member = self.members(home).get(node.attr) if isinstance(value, Known) else None
        if member is not None:
            return member
        why = self._changes.of(cls, node.attr, False)
        if value is not None:
            self.adopt_own(home, value, frame)
        if why is not None:
            return frame.state.heap.or_another(value, frame.unknown(node, why))
        by_env = self._by_env(cls)
        outside = self.lines.outside(cls)
        if outside is not None:
            given = self._reader.program.ask(Searches.set_when_made, cls.node, node.attr)
            if given is not None:
                return frame.unknown(node, given)
        if by_env is not None:
            line = self.lines.of(cls)
            return settings_classes.setting(self._reader, line, by_env, node, value, frame)
        if value is None:
            return frame.unknown(node, f"{cls.node.name} has no such attribute that is known")
        if isinstance(value, FunctionRef):
            return replace(value, receiver=cls) if is_class_method(value.node) else value
        if enumerations.is_enumeration(self.lines.bases(home)):
            return frame.unknown(node, f"{cls.node.name} isn't a plain enumeration")
        if isinstance(value, FieldRef) or self.schemas.of(home).hides(node.attr):
            return frame.unknown(node, f"it is a field of {home.node.name}")
        if outside is not None and self.lines.is_annotated(cls, node.attr):
            return frame.unknown(node, f"{outside}, a base of {cls.node.name}, isn't in the tree")
        state = self._states.get(home)
        if state is not None:
            self._reader.adopt(value, state, frame)
        if isinstance(value, DictRef | ListRef | ClientRef):
            self._reader.program.rely_on_class(cls, node.attr)
            self._changes.distrust(cls, node.attr, value, frame)
        return value

    def closure(self, method: FunctionNode) -> Mapping[str, Abstract] | None:
        """What a method sees of the functions around its class."""
        found = self._reader.closures.get(method)
        return found.names if found else None

    def _load(self, cls: ClassRef) -> None:
        from migrator.read.statements import read_module

        if cls not in self._own:
            self._own.setdefault(cls, {})
            self._reader.silent += 1
            read_module(self._reader, self._reader.program.module(cls.path))
            self._reader.silent -= 1
