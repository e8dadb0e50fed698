"""Inheritance: what `super()` leads to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read.abstract import ClassRef, FunctionRef, InstanceRef

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def inherited(reader: Reader, node: ast.Call, name: str, frame: Frame) -> FunctionRef | None:
    """What `super().name` stands for, when single inheritance leads to a method of the tree."""
    function = frame.function
    if not isinstance(node.func, ast.Name) or node.func.id != "super" or node.args:
        return None
    if function is None or isinstance(function, ast.Lambda):
        return None
    around = frame.module.enclosing(function)
    ordered = [*function.args.posonlyargs, *function.args.args]
    if not around or not isinstance(around[0], ast.ClassDef) or not ordered:
        return None
    receiver = frame.state.names.get(ordered[0].arg)
    if not isinstance(receiver, InstanceRef | ClassRef):
        return None
    own = ClassRef(frame.module.path, around[0])
    for part in reader.instances.lines.of(own):
        if len(part.node.bases) > 1:
            return None
        for method in part.node.body if part != own else ():
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.name == name:
                return FunctionRef(part.path, method, receiver, reader.instances.closure(method))
    return None
