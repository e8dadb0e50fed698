"""Frame: where in the code reading stands, and what it passes on to whoever reads next."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.read.abstract import ObjectId
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.model.values import PerRequest
    from migrator.read.abstract import Abstract, ClassRef, FunctionNode
    from migrator.read.module import ModuleSource

Chain: TypeAlias = tuple[ast.Call, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """What a nested function sees of the functions around it, when it was defined."""

    names: Mapping[str, Abstract]
    state: State


@dataclass(slots=True)
class Frame:
    """One activation of a function, or of a module's top level when `function` is None.

    `chain` holds the calls through which it was entered from the code that is being read;
    it is empty for that code itself.
    """

    module: ModuleSource
    state: State
    function: FunctionNode | None = None
    owner: ClassRef | None = None
    closure: Mapping[str, Abstract] = field(default_factory=dict)
    chain: Chain = ()
    returned: list[tuple[Abstract, State]] = field(default_factory=list)
    left_loop: list[State] = field(default_factory=list)
    class_body: bool = False
    active: tuple[FunctionNode, ...] = ()

    def unknown(self, node: ast.expr, why: str) -> PerRequest:
        """`node` as a value that isn't known, and why."""
        return self.module.unknown(node, why, self.function)

    def object_id(self, node: ast.AST) -> ObjectId:
        """The number of the object that `node` makes in this activation."""
        line = getattr(node, "lineno", 0)
        column = getattr(node, "col_offset", 0)
        entered = hash(tuple(id(call) for call in self.chain))
        return (self.module.path, line, column, entered)

    def fork(self) -> Frame:
        """This frame with its state forked."""
        return replace(self, state=self.state.fork())
