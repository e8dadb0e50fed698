"""Declared classes: what an object that isn't known may be, by the annotation of where it came in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import ClassRef, FunctionRef
from migrator.read.class_syntax import unwrapped
from migrator.read.frame import Frame
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.reader import Reader


def declared_method(reader: Reader, function: ast.expr, frame: Frame) -> FunctionRef | None:
    """The method that a call of `function` runs if its object is of the class it is declared as.

    The object may be of another class that offers the same, so what the method sends is in doubt.
    A new object of the class is put on the frame's heap. None where no class of the tree is named.
    """
    if not isinstance(function, ast.Attribute):
        return None
    for module, annotation in _annotations(reader, function.value, frame):
        cls = _class_named(reader, module, annotation)
        method = reader.instances.lines.method(cls, function.attr) if cls is not None else None
        if cls is None or method is None:
            continue
        home = reader.instances.lines.home(cls, function.attr)
        text = frame.module.code(function.value)
        doubt = f"{method.name}() may be another one: `{text}` is only declared a {cls.node.name}"
        receiver = reader.instances.of_method(cls, frame)
        return FunctionRef(home.path, method, receiver, doubt=doubt)
    return None


def _annotations(
    reader: Reader, owner: ast.expr, frame: Frame
) -> Iterator[tuple[ModuleSource, ast.expr]]:
    """The annotations of a parameter or an attribute, with the modules they stand in."""
    match owner:
        case ast.Name(id=name) if frame.function is not None:
            for annotation in _of_parameter(frame.function, name):
                yield frame.module, annotation
        case ast.Attribute(value=ast.Name(id="self"), attr=name) if frame.owner is not None:
            for part in reader.instances.lines.of(frame.owner):
                module = reader.program.module(part.path)
                for annotation in _of_attribute(part.node, name):
                    yield module, annotation


def _of_parameter(function: FunctionNode, name: str) -> Iterator[ast.expr]:
    given = function.args
    for parameter in (*given.posonlyargs, *given.args, *given.kwonlyargs):
        if parameter.arg == name and parameter.annotation is not None:
            yield parameter.annotation


def _of_attribute(cls: ast.ClassDef, name: str) -> Iterator[ast.expr]:
    for node in cls.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=field), annotation=annotation) if field == name:
                yield annotation
            case ast.FunctionDef(name="__init__"):
                for part in walk(node):
                    match part:
                        case ast.Assign(
                            targets=[ast.Attribute(value=ast.Name(id="self"), attr=field)],
                            value=ast.Name(id=given),
                        ) if field == name:
                            yield from _of_parameter(node, given)


def _class_named(reader: Reader, module: ModuleSource, annotation: ast.expr) -> ClassRef | None:
    text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    try:
        named = ast.parse(unwrapped(str(text)), mode="eval").body
    except SyntaxError:
        return None
    if not all(
        isinstance(part, ast.Name | ast.Attribute | ast.expr_context) for part in walk(named)
    ):
        return None
    named = ast.copy_location(named, annotation)
    found = reader.evaluate(
        ast.fix_missing_locations(named), Frame(module, State(), class_body=True)
    )
    return found if isinstance(found, ClassRef) else None
