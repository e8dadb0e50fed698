"""Classes of the tree and their instances: attributes that are set once, and what `self` is."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.model.values import FromEnv, Known, PerRequest
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    ClientRef,
    DictRef,
    FunctionRef,
    HeapClient,
    HeapInstance,
    InstanceRef,
    ListRef,
)
from migrator.read.frame import Frame
from migrator.read.module import own_nodes
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.calls import Arguments
    from migrator.read.reader import Reader

_SETTINGS_BASES = frozenset({"BaseSettings"})
_MODEL_BASES = frozenset({"BaseModel", "NamedTuple", "TypedDict", "Enum", "StrEnum", "Protocol"})


class Instances:
    """What is known of classes: their own attributes, and where those are changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._own: dict[ClassRef, dict[str, Abstract]] = {}
        self._states: dict[ClassRef, State] = {}
        self._setters: dict[ClassRef, dict[str, set[str]]] = {}
        self._tainted: dict[tuple[ClassRef, str], str] = {}

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

        ref = self._reader.allocate_instance(node, cls, frame)
        initializer = self._method(cls, "__init__")
        if initializer is None or _is_data_class(cls):
            for value in arguments.values():
                self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
            return ref
        calls.follow(self._reader, FunctionRef(cls.path, initializer, ref), node, arguments, frame)
        return ref

    def of_method(self, cls: ClassRef, frame: Frame) -> InstanceRef:
        """`self` in a method that anyone may call at any time: only what is set once is known."""
        from migrator.read import calls

        ref = self._reader.allocate_instance(cls.node, cls, frame)
        initializer = self._method(cls, "__init__")
        if initializer is None or _is_data_class(cls):
            return ref
        names = unknown_parameters(initializer, ref)
        module = self._reader.program.module(cls.path)
        inner = Frame(
            module, State(names, frame.state.heap), initializer, cls, chain=(_AT_CREATION,)
        )
        self._reader.silent += 1
        calls.run_body(self._reader, initializer, inner)
        self._reader.silent -= 1
        frame.state.heap = inner.state.heap
        self._forget_changing(cls, ref, frame)
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
        uses = list(_uses(cls, name))
        if isinstance(value, ClientRef):
            client = frame.state.heap.get(value.id)
            touched = {"headers", "base_url", "hooks", "event_hooks"} & set(uses)
            if touched and isinstance(client, HeapClient):
                why = f"self.{name}.{sorted(touched)[0]} is used outside __init__"
                client.headers = PerRequest("headers", why)
                client.doubt = why
        elif name in self._reader.program.module(cls.path).mutated_attributes:
            self._reader.spoil(value, f"self.{name} may be changed by a method", frame)

    def attribute(self, ref: InstanceRef, node: ast.Attribute, frame: Frame) -> Abstract:
        """What `instance.name` stands for."""
        thing = frame.state.heap.get(ref.id)
        if not isinstance(thing, HeapInstance):
            return frame.unknown(node, "the object isn't known")
        names = self._names(thing.cls)
        if "__getattribute__" in names:
            return frame.unknown(node, "the class answers for its attributes by code")
        if node.attr in thing.attributes:
            return thing.attributes[node.attr]
        if "__getattr__" in names:
            return frame.unknown(node, "the class answers for attributes it doesn't have")
        method = self._method(thing.cls, node.attr)
        if method is not None:
            return self._bound(thing.cls, method, ref, node, frame)
        why = self._changed(thing.cls, node.attr, in_initializer=False)
        if why is not None:
            return frame.unknown(node, why)
        return self.class_attribute(thing.cls, node, frame)

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
        target = FunctionRef(self._home(cls, method.name).path, method, ref)
        if any(_label(d) in {"property", "cached_property"} for d in method.decorator_list):
            place = ast.copy_location(ast.Call(node, [], []), node)
            return calls.follow(self._reader, target, place, calls.Arguments((), {}, False), frame)
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
        if _bases(home) & _SETTINGS_BASES:
            return _setting(home, node, value, frame)
        if _is_data_class(home):
            return frame.unknown(node, f"it is a field of {home.node.name}")
        if isinstance(value, DictRef | ListRef):
            self._adopt(home, value, frame)
            if node.attr in self._reader.program.module(home.path).mutated_attributes:
                self._reader.spoil(value, f"{node.attr} may be changed by other code", frame)
        return value

    def _adopt(self, home: ClassRef, value: DictRef | ListRef, frame: Frame) -> None:
        state = self._states.get(home)
        if state is None:
            return
        for key in state.reachable([value]):
            if key in state.heap and key not in frame.state.heap:
                frame.state.heap[key] = state.heap[key].copy()

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
            own = {target for node in part.node.body for target in _targets(node)}
            if name in own:
                return part
        return cls

    def _line(self, cls: ClassRef) -> list[ClassRef]:
        found = [cls]
        module = self._reader.program.module(cls.path)
        for base in cls.node.bases:
            if not isinstance(base, ast.Name):
                continue
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef) and node.name == base.id and node is not cls.node:
                    found.extend(self._line(ClassRef(cls.path, node)))
        return found

    def _changed(self, cls: ClassRef, name: str, in_initializer: bool) -> str | None:
        for part in self._line(cls):
            for method, changed in self._set_in(part).items():
                if in_initializer and method == "__init__":
                    continue
                if name in changed:
                    return f"{method}() sets it again"
                if _ANY in changed:
                    return f"{method}() sets attributes by name"
        overriding = self._overriding(cls)
        if name in overriding:
            return f"{overriding[name]} overrides it"
        path, attribute = cls.path, f"{cls.node.name}.{name}"
        return self._reader.program.changed_attribute(path, attribute)

    def _set_in(self, cls: ClassRef) -> dict[str, set[str]]:
        known = self._setters.get(cls)
        if known is None:
            known = {
                node.name: set(_attributes_set(node))
                for node in cls.node.body
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
            self._setters[cls] = known
        return known

    def _overriding(self, cls: ClassRef) -> dict[str, str]:
        return self._reader.program.subclass_overrides(cls.path, cls.node.name)


_ANY = "*"
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


def _attributes_set(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                yield name
            case ast.Call(func=ast.Name(id="setattr" | "vars")):
                yield _ANY
            case ast.Attribute(attr="__dict__" | "__setattr__" | "__setstate__"):
                yield _ANY


def _setting(home: ClassRef, node: ast.Attribute, value: Abstract, frame: Frame) -> Abstract:
    configured = any(
        isinstance(part, ast.Assign | ast.ClassDef)
        and {"model_config", "Config"} & set(_targets(part))
        for part in home.node.body
    )
    prefixed = configured and "env_prefix" in ast.unparse(home.node)
    if prefixed or "alias" in ast.unparse(home.node):
        return frame.unknown(node, "its environment name is configured")
    default = value if isinstance(value, Known) else None
    return FromEnv(node.attr.upper(), default, "str", frame.module.span(node))


def _is_data_class(cls: ClassRef) -> bool:
    decorated = {_label(decorator) for decorator in cls.node.decorator_list}
    data = {"dataclass", "define", "attrs", "frozen", "s", "attr"}
    return bool(decorated & data) or bool(_bases(cls) & (_MODEL_BASES | _SETTINGS_BASES))


def _bases(cls: ClassRef) -> set[str]:
    return {re.split(r"[.\[]", ast.unparse(base))[-1] for base in cls.node.bases}


def _label(decorator: ast.expr) -> str:
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def _targets(node: ast.stmt) -> list[str]:
    from migrator.read.module import names_bound_by

    wrapper = ast.Module([node], [])
    return [name for part in own_nodes(wrapper) for name in names_bound_by(part)]


def _uses(cls: ClassRef, name: str) -> list[str]:
    return [
        outer.attr
        for method in cls.node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.name != "__init__"
        for outer in ast.walk(method)
        if isinstance(outer, ast.Attribute)
        and isinstance(outer.value, ast.Attribute)
        and outer.value.attr == name
    ]
