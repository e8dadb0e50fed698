"""Frame: where in the code reading stands, and what it passes on to whoever reads next."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.read.abstract import ObjectId
from migrator.read.origins import Activation, Chain
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.model.values import Condition, PerRequest
    from migrator.read.abstract import Abstract, ClassRef, FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.origins import Given


@dataclass(frozen=True, slots=True)
class Closure:
    """What a nested function sees of the functions around it, when it was defined."""

    names: Mapping[str, Abstract]
    state: State
    around: Activation | None = None


@dataclass(slots=True)
class Frame:
    """One activation of a function, or of a module's top level when `function` is None.

    `chain` holds the calls through which it was entered from the code that is being read;
    it is empty for that code itself. `live` are the module-level names while the module runs, None
    when it has run; `exposed` are those of them that other code may have read already. `root` is
    the function whose reading led here, None for a module's top level. `given` says where the
    arguments were written, `path` which tests led here, `paths` which led to the states in
    `returned`, by their identity; `around` is the activation of the function around this one, `doubts`
    why other functions may be called instead of those on the chain.
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
    live: dict[str, Abstract] | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    around: Activation | None = None
    exposed: set[str] = field(default_factory=set)
    root: FunctionNode | None = None
    round: str = ""
    doubts: tuple[str, ...] = ()
    here: Activation | None = field(default=None, init=False, repr=False)
    path: tuple[Condition, ...] = field(default=(), init=False, repr=False)
    paths: dict[int, tuple[State, tuple[Condition, ...]]] = field(
        default_factory=dict, init=False, repr=False
    )

    @property
    def at_module_level(self) -> bool:
        """Whether names bound here are the module's own."""
        return self.function is None and not self.class_body

    @property
    def globals_now(self) -> dict[str, Abstract] | None:
        """The module's names while it runs, None when it has run."""
        return self.state.names if self.at_module_level else self.live

    def activation(self) -> Activation:
        """What tells this activation from others of the same function."""
        if self.here is None:
            self.here = Activation(self.module, self.function, self.chain, self.given, self.around)
        return self.here

    def unknown(self, node: ast.expr, why: str) -> PerRequest:
        """`node` as a value that isn't known, and why."""
        return self.module.unknown(node, why, self.function)

    def object_id(self, node: ast.AST) -> ObjectId:
        """The number of the object that `node` makes in this activation."""
        line = getattr(node, "lineno", 0)
        column = getattr(node, "col_offset", 0)
        end = (getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0))
        entered = hash((type(node), end, *(id(call) for call in self.chain)))
        return (self.module.path, line, column, entered)

    def fork(self) -> Frame:
        """A way that this activation may take: where it leaves counts for the activation."""
        forked = Frame(
            self.module,
            self.state.fork(),
            self.function,
            self.owner,
            self.closure,
            self.chain,
            self.returned,
            self.left_loop,
            self.class_body,
            self.active,
            self.live,
            self.given,
            self.around,
            self.exposed,
            self.root,
            self.round,
            self.doubts,
        )
        forked.path, forked.paths = self.path, self.paths
        return forked
