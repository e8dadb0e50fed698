"""Classes as they are written: what their bodies and decorators say."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from migrator.find.syntax import walk
from migrator.read.module import names_bound_by, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.read.abstract import ClassRef, FunctionNode

SETS_ANY = "*"
# They leave a class with the name, the methods and the constants that are written.
FAITHFUL_CLASS_DECORATORS = frozenset(
    {"dataclass", "dataclasses", "define", "attrs", "frozen", "s", "final", "runtime_checkable"}
    | {"total_ordering", "unique", "deprecated", "pydantic_dataclass", "mutable"}
)


@lru_cache(8192)
def attributes_set(function: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
    """Names of the attributes that a method sets on anything; SETS_ANY when it goes by name."""
    return frozenset(_attributes_set(function))


def _attributes_set(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    read = {node.value for node in walk(function) if _reads_another(node)}
    for node in walk(function):
        if node in read:
            continue
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                yield name
            case ast.Call(func=ast.Name(id="setattr" | "delattr" | "vars" | "exec")):
                yield SETS_ANY
            case ast.Attribute(attr="__dict__" | "__setattr__" | "__setstate__"):
                yield SETS_ANY


def _reads_another(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Whether it is `vars(other).items()` or the like, which only reads what another has."""
    match node:
        case ast.Attribute(
            value=ast.Call(func=ast.Name(id="vars"), args=[ast.Name() | ast.Attribute() as other]),
            attr="items" | "keys" | "values" | "get" | "copy",
        ):
            return ast.unparse(other) not in {"self", "cls"}
    return False


def attributes_by_method(cls: ClassRef) -> dict[str, frozenset[str]]:
    """The attributes that each method of a class sets, by the method's name."""
    return {
        node.name: attributes_set(node)
        for node in cls.node.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def remade(line: Iterable[ClassRef]) -> str | None:
    """What may make another class of one of these than is written."""
    for part in line:
        for decorator in part.node.decorator_list:
            if label(decorator) not in FAITHFUL_CLASS_DECORATORS:
                return f"@{ast.unparse(decorator)} may change {part.node.name}"
        for word in part.node.keywords:
            made_by = ast.unparse(word.value).rpartition(".")[2]
            if word.arg == "metaclass" and made_by not in {"ABCMeta", "EnumMeta", "EnumType"}:
                return f"the metaclass {made_by} may change {part.node.name}"
    return None


def is_named(base: ast.expr, name: str) -> bool:
    """Whether `base` is just that name."""
    return isinstance(base, ast.Name) and base.id == name


def is_property(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method is read like an attribute."""
    return any(label(d) in {"property", "cached_property"} for d in method.decorator_list)


def is_class_method(method: FunctionNode) -> bool:
    """Whether a method is given the class it is called on."""
    return any(label(d) == "classmethod" for d in getattr(method, "decorator_list", ()))


def label(decorator: ast.expr) -> str:
    """The last name of a decorator."""
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


@lru_cache(8192)
def names_set(node: ast.stmt) -> tuple[str, ...]:
    """Names that one statement of a class body binds."""
    wrapper = ast.Module([node], [])
    return tuple(name for part in own_nodes(wrapper) for name in names_bound_by(part))


@lru_cache(8192)
def names_defined(cls: ast.ClassDef) -> frozenset[str]:
    """Names that the body of a class binds."""
    return frozenset(name for node in cls.body for name in names_set(node))


@lru_cache(8192)
def methods_of(cls: ast.ClassDef) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The first method of each name that the body of a class defines."""
    found: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
    for node in cls.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.setdefault(node.name, node)
    return found


def uses_of_attribute(cls: ClassRef, name: str) -> list[str]:
    """What methods other than `__init__` reach for on `self.name`."""
    return [
        outer.attr
        for method in cls.node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.name != "__init__"
        for outer in walk(method)
        if isinstance(outer, ast.Attribute)
        and isinstance(outer.value, ast.Attribute)
        and outer.value.attr == name
    ]


_OPTIONAL = re.compile(r"(?:typing\.)?Optional\[(.*)\]")


def unwrapped(annotation: str) -> str:
    """An annotation without `None`."""
    text = annotation.strip("'\" ")
    optional = _OPTIONAL.fullmatch(text)
    if optional is not None:
        return optional[1]
    for end in (" | None", "|None"):
        text = text.removesuffix(end)
    return text.removeprefix("None | ").removeprefix("typing.") or text


def configuration(cls: ClassRef) -> list[tuple[str, ast.expr]]:
    """What a pydantic class says in `model_config` or `class Config`, by name."""
    found: list[tuple[str, ast.expr]] = []
    for node in cls.node.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="model_config")], value=value)
                | ast.AnnAssign(target=ast.Name(id="model_config"), value=value)
            ):
                match value:
                    case ast.Call(args=[], keywords=keywords):
                        found += [(k.arg or "**", k.value) for k in keywords]
                    case ast.Dict(keys=keys, values=values):
                        for key, part in zip(keys, values, strict=True):
                            name = key.value if isinstance(key, ast.Constant) else "**"
                            found.append((str(name), part))
                    case ast.expr():
                        found.append(("model_config", value))
            case ast.ClassDef(name="Config", body=body):
                for statement in body:
                    match statement:
                        case ast.Assign(targets=[ast.Name(id=name)], value=value):
                            found.append((name, value))
                        case ast.Expr(value=ast.Constant()) | ast.Pass():
                            continue
                        case _:
                            found.append(("Config", ast.Constant(None)))
    return found


def implied_call(name: str) -> ast.Call:
    """A call of `name` that stands nowhere in the code: the language makes it."""
    called = ast.Name(name, ast.Load())
    return ast.Call(called, [], [], lineno=0, col_offset=0, end_lineno=0, end_col_offset=0)
