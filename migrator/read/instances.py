"""Classes of the tree and their instances: attributes that are set once, and what `self` is."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import FromEnv, Known, PerRequest
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    FunctionNode,
    FunctionRef,
    HeapClient,
    HeapInstance,
    InstanceRef,
    ListRef,
)
from migrator.read.arguments import Arguments
from migrator.read.class_syntax import (
    SETS_ANY,
    SETTINGS_BASES,
    attributes_set,
    base_names,
    is_data_class,
    is_named,
    is_property,
    names_set,
    uses_of_attribute,
)
from migrator.read.environment import from_environment
from migrator.read.frame import Frame
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.model.values import Cast
    from migrator.read.reader import Reader


class Instances:
    """What is known of classes: their own attributes, and where those are changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._own: dict[ClassRef, dict[str, Abstract]] = {}
        self._states: dict[ClassRef, State] = {}
        self._setters: dict[ClassRef, dict[str, frozenset[str]]] = {}
        self._tainted: dict[tuple[ClassRef, str], str] = {}
        self._lines: dict[ClassRef, tuple[ClassRef, ...]] = {}

    def remember(self, cls: ClassRef, own: dict[str, Abstract], frame: Frame) -> None:
        """Keep the attributes of a class body that was just run."""
        self._own[cls] = own
        self._states[cls] = frame.state.fork()

    def taint(self, cls: ClassRef, name: str, why: str) -> None:
        """A class attribute is changed after its definition."""
        self._tainted.setdefault((cls, name), why)

    def class_of(self, ref: InstanceRef, frame: Frame) -> ClassRef | None:
        """The class of an instance."""
        thing = frame.state.heap.get(ref.id)
        return thing.cls if isinstance(thing, HeapInstance) else None

    def create(self, cls: ClassRef, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract:
        """The instance that calling a class makes."""
        from migrator.read import calls

        if "__new__" in self._names(cls) or cls.node.keywords:
            for value in arguments.values():
                self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
            return frame.unknown(node, f"{cls.node.name} makes its instances its own way")
        ref = self._reader.allocate_instance(node, cls, frame)
        initializer = self._method(cls, "__init__")
        if initializer is None or is_data_class(cls):
            for value in arguments.values():
                self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
            return ref
        home = self._home(cls, "__init__").path
        calls.follow(self._reader, FunctionRef(home, initializer, ref), node, arguments, frame)
        return ref

    def of_method(self, cls: ClassRef, frame: Frame) -> InstanceRef:
        """`self` in a method that anyone may call at any time: only what is set once is known."""
        from migrator.read import calls

        ref = self._reader.allocate_instance(cls.node, cls, frame)
        initializer = self._method(cls, "__init__")
        if initializer is None or is_data_class(cls):
            return ref
        names = unknown_parameters(initializer, ref)
        module = self._reader.program.module(self._home(cls, "__init__").path)
        inner = Frame(
            module,
            frame.state.within(names),
            initializer,
            cls,
            frame.closure,
            chain=(_AT_CREATION,),
            root=frame.root,
        )
        self._reader.silent += 1
        calls.run_body(self._reader, initializer, inner)
        self._reader.silent -= 1
        frame.state.heap = inner.state.heap
        self._forget_changing(cls, ref, frame)
        for key in frame.state.reachable([ref]):
            held = frame.state.heap.get(key)
            if held is not None:
                held.captured, held.foreign, held.shared = True, True, False
            if key in self._reader.program.unstable:
                frame.state.spoil_object(key, self._reader.program.unstable[key])
        return ref

    def _forget_changing(self, cls: ClassRef, ref: InstanceRef, frame: Frame) -> None:
        thing = frame.state.heap.get(ref.id)
        if not isinstance(thing, HeapInstance):
            return
        for name, value in list(thing.attributes.items()):
            why = self._changed(cls, name, in_initializer=True)
            if why is not None:
                thing.attributes[name] = PerRequest(f"self.{name}", why)
            elif isinstance(value, DictRef | ListRef | ClientRef):
                self._forget_mutable(cls, name, value, frame)

    def _forget_mutable(
        self, cls: ClassRef, name: str, value: DictRef | ListRef | ClientRef, frame: Frame
    ) -> None:
        uses = list(uses_of_attribute(cls, name))
        if isinstance(value, ClientRef):
            client = frame.state.heap.get(value.id)
            touched = {"headers", "base_url", "hooks", "event_hooks"} & set(uses)
            if touched and isinstance(client, HeapClient):
                why = f"self.{name}.{sorted(touched)[0]} is used outside __init__"
                client.headers = PerRequest("headers", why)
                client.doubt = why
            return
        outside = self._reader.program.mentioned_outside(name)
        if outside is not None:
            frame.state.spoil(value, outside)

    def attribute(self, ref: InstanceRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `instance.name` stands for."""
        thing = frame.state.heap.get(ref.id)
        if not isinstance(thing, HeapInstance):
            return frame.unknown(node, "the object isn't known")
        if node.attr == "__dict__":
            return AnyOf(frozenset([ref.id]), frame.unknown(node, "it is an object's own dict"))
        methods = self._names(thing.cls)
        if methods & {"__getattribute__", "__setattr__"}:
            return frame.unknown(node, "the class answers for its attributes itself")
        method = self._method(thing.cls, node.attr)
        held = thing.attributes.get(node.attr)
        if held is not None and method is None:
            return self._held(thing, held, node, frame)
        if "__getattr__" in methods:
            return frame.unknown(node, "the class answers for attributes it doesn't have")
        if method is not None:
            if held is not None and not is_property(method):
                return frame.unknown(node, "it is set over a method")
            return self._bound(thing.cls, method, ref, node, frame)
        why = self._changed(thing.cls, node.attr, in_initializer=False)
        if why is not None:
            return frame.unknown(node, why)
        return self.class_attribute(thing.cls, node, frame)

    def _held(
        self, thing: HeapInstance, value: Abstract, node: ast.Attribute, frame: Frame
    ) -> Abstract:
        if thing.captured or thing.shared:
            why = self._changed(thing.cls, node.attr, in_initializer=True)
            if why is not None:
                return frame.unknown(node, why)
        own = self._own.get(self._home(thing.cls, node.attr), {}).get(node.attr)
        if isinstance(own, InstanceRef | PerRequest) and not is_data_class(thing.cls):
            return frame.unknown(node, "the class may answer for it itself")
        return value

    def returns_itself(self, ref: InstanceRef, names: tuple[str, ...], frame: Frame) -> bool:
        """Whether the first of these methods that its class has does nothing but `return self`."""
        cls = self.class_of(ref, frame)
        found = [self._method(cls, name) for name in names] if cls is not None else []
        for method in found:
            if method is not None:
                receiver = method.args.args[0].arg if method.args.args else ""
                match method.body:
                    case [*_, ast.Return(value=ast.Name(id=name))] if name == receiver:
                        return len(method.body) == 1
                return False
        return False

    def lets_through(self, ref: InstanceRef, frame: Frame) -> bool:
        """Whether exceptions surely leave a `with` on the instance."""
        cls = self.class_of(ref, frame)
        found = [self._method(cls, n) for n in ("__exit__", "__aexit__")] if cls else []
        methods = [method for method in found if method is not None]
        return bool(methods) and not any(
            isinstance(node, ast.Return) and node.value is not None
            for method in methods
            for node in walk(method)
        )

    def _bound(
        self,
        cls: ClassRef,
        method: ast.FunctionDef | ast.AsyncFunctionDef,
        ref: InstanceRef,
        node: ast.Attribute,
        frame: Frame,
    ) -> Abstract:
        from migrator.read import calls

        overriding = self._overriding(cls)
        if method.name in overriding:
            return frame.unknown(node, f"{overriding[method.name]} overrides {method.name}")
        target = FunctionRef(self._home(cls, method.name).path, method, ref, self._closure(method))
        if is_property(method):
            place = ast.copy_location(ast.Call(node, [], []), node)
            return calls.follow(self._reader, target, place, Arguments((), {}, False), frame)
        return target

    def class_attribute(self, cls: ClassRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `Class.name` stands for."""
        home = self._home(cls, node.attr)
        value = self._own.get(home, {}).get(node.attr)
        if value is None:
            self._load(home)
            value = self._own.get(home, {}).get(node.attr)
        if value is None:
            return frame.unknown(node, f"{cls.node.name} has no such attribute that is known")
        why = self._tainted.get((home, node.attr)) or self._changed(cls, node.attr, False)
        if why is not None:
            return frame.unknown(node, why)
        if base_names(home) & SETTINGS_BASES:
            return _setting(self._reader, home, node, value, frame)
        if is_data_class(home):
            return frame.unknown(node, f"it is a field of {home.node.name}")
        state = self._states.get(home)
        if state is not None:
            self._reader.adopt(value, state, frame)
        if isinstance(value, DictRef | ListRef):
            outside = self._reader.program.mentioned_outside(node.attr)
            if outside is not None:
                frame.state.spoil(value, outside)
        return value

    def _closure(self, method: FunctionNode) -> Mapping[str, Abstract] | None:
        closure = self._reader.closures.get(method)
        return closure.names if closure is not None else None

    def _load(self, cls: ClassRef) -> None:
        from migrator.read.statements import read_module

        if cls not in self._own:
            self._own.setdefault(cls, {})
            self._reader.silent += 1
            read_module(self._reader, self._reader.program.module(cls.path))
            self._reader.silent -= 1

    def _names(self, cls: ClassRef) -> set[str]:
        return {
            node.name
            for part in self._line(cls)
            for node in part.node.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }

    def _method(self, cls: ClassRef, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        for part in self._line(cls):
            for node in part.node.body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
                    return node
        return None

    def _home(self, cls: ClassRef, name: str) -> ClassRef:
        for part in self._line(cls):
            own = {target for node in part.node.body for target in names_set(node)}
            if name in own:
                return part
        return cls

    def _line(self, cls: ClassRef) -> tuple[ClassRef, ...]:
        known = self._lines.get(cls)
        if known is None:
            self._lines[cls] = (cls,)
            found = [cls]
            for base in cls.node.bases:
                parent = self._base(cls, base)
                if parent is not None:
                    found.extend(self._line(parent))
            known = self._lines[cls] = tuple(dict.fromkeys(found))
        return known

    def _base(self, cls: ClassRef, base: ast.expr) -> ClassRef | None:
        module = self._reader.program.module(cls.path)
        for node in module.tree.body:
            if (
                isinstance(node, ast.ClassDef)
                and node is not cls.node
                and is_named(base, node.name)
            ):
                return ClassRef(cls.path, node)
        if not isinstance(base, ast.Name | ast.Attribute):
            return None
        value = self._reader.evaluate(base, Frame(module, State(), class_body=True))
        return value if isinstance(value, ClassRef) else None

    def _changed(self, cls: ClassRef, name: str, in_initializer: bool) -> str | None:
        initializing = self._home(cls, "__init__") if in_initializer else None
        for part in self._line(cls):
            for method, changed in self._set_in(part).items():
                if part == initializing and method == "__init__":
                    continue
                if name in changed:
                    return f"{method}() sets it again"
                if SETS_ANY in changed and method != "__repr__":
                    return f"{method}() sets attributes by name"
        overriding = self._overriding(cls)
        if name in overriding:
            return f"{overriding[name]} overrides it"
        return self._reader.program.changed_attribute(cls.node.name, name)

    def _set_in(self, cls: ClassRef) -> dict[str, frozenset[str]]:
        known = self._setters.get(cls)
        if known is None:
            known = {
                node.name: attributes_set(node)
                for node in cls.node.body
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
            self._setters[cls] = known
        return known

    def _overriding(self, cls: ClassRef) -> dict[str, str]:
        return self._reader.program.subclass_overrides(cls.path, cls.node.name)


_AT_CREATION = ast.Call(
    ast.Name("__init__", ast.Load()), [], [], lineno=0, col_offset=0, end_lineno=0, end_col_offset=0
)


def unknown_parameters(
    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, receiver: Abstract | None
) -> dict[str, Abstract]:
    """Parameters of a function that anyone may call: nothing is known of them."""
    from migrator.read.module import parameter_names

    label = getattr(function, "name", "a lambda")
    names: dict[str, Abstract] = {
        name: PerRequest(name, f"it is a parameter of {label}()")
        for name in parameter_names(function.args)
    }
    ordered = [*function.args.posonlyargs, *function.args.args]
    if receiver is not None and ordered:
        names[ordered[0].arg] = receiver
    return names


def _setting(
    reader: Reader, home: ClassRef, node: ast.Attribute, value: Abstract, frame: Frame
) -> Abstract:
    configured = any(
        isinstance(part, ast.Assign | ast.ClassDef)
        and {"model_config", "Config"} & set(names_set(part))
        for part in home.node.body
    )
    prefixed = configured and "env_prefix" in ast.unparse(home.node)
    if prefixed or "alias" in ast.unparse(home.node):
        return frame.unknown(node, "its environment name is configured")
    annotation = next(
        (
            ast.unparse(part.annotation)
            for part in home.node.body
            if isinstance(part, ast.AnnAssign) and names_set(part) == (node.attr,)
        ),
        "",
    )
    kind = annotation.removesuffix(" | None").removeprefix("Optional[").removesuffix("]")
    casts: dict[str, Cast] = {"str": "str", "int": "int", "float": "float"}
    if kind not in casts or not isinstance(value, Known):
        return frame.unknown(node, "how its text is turned into a value isn't known")
    read = from_environment(reader, node.attr.upper(), value, node, frame)
    return replace(read, cast=casts[kind]) if isinstance(read, FromEnv) else read
