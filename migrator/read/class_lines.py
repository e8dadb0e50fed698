"""Lines of inheritance: what a class and those above it in the tree define."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read.abstract import Abstract, ClassRef, ExternalRef
from migrator.read.class_syntax import is_named, methods_of, names_defined
from migrator.read.frame import Frame
from migrator.read.module import names_bound_by, own_nodes
from migrator.read.state import State

if TYPE_CHECKING:
    from migrator.read.reader import Reader

Method = ast.FunctionDef | ast.AsyncFunctionDef
_WITHOUT_DATA = frozenset(
    {"builtins.object", "abc.ABC", "typing.Protocol", "typing.Generic", "threading.Thread"}
    | {"typing_extensions.Protocol", "builtins.Exception", "builtins.dict"}
)


class ClassLines:
    """Looks up classes by what they inherit."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lines: dict[ClassRef, tuple[ClassRef, ...]] = {}
        self._bases: dict[ClassRef, tuple[Abstract, ...]] = {}
        self._decorators: dict[ClassRef, tuple[Abstract, ...]] = {}

    def remember(
        self, cls: ClassRef, bases: tuple[Abstract, ...], decorators: tuple[Abstract, ...]
    ) -> None:
        """Keep what the bases and decorators of a class stood for when it was defined."""
        found = zip(bases, cls.node.bases, strict=True)
        self._bases[cls] = tuple(self._inherited(cls, base, node) for base, node in found)
        self._decorators[cls] = decorators

    def of(self, cls: ClassRef) -> tuple[ClassRef, ...]:
        """The class and those of the tree above it, in the order in which attributes are found."""
        known = self._lines.get(cls)
        if known is None:
            self._lines[cls] = (cls,)
            found = [cls]
            for parent in self.bases(cls):
                if isinstance(parent, ClassRef):
                    found.extend(self.of(parent))
            known = self._lines[cls] = tuple(dict.fromkeys(found))
        return known

    def bases(self, cls: ClassRef) -> tuple[Abstract, ...]:
        """What the bases of a class stand for."""
        known = self._bases.get(cls)
        if known is None:
            known = tuple(self._base(cls, base) for base in cls.node.bases)
            self._bases[cls] = known
        return known

    def externals(self, cls: ClassRef) -> set[str]:
        """Names of what the class and those above it inherit from outside the tree."""
        return {
            base.name
            for part in self.of(cls)
            for base in self.bases(part)
            if isinstance(base, ExternalRef)
        }

    def outside(self, cls: ClassRef) -> str | None:
        """A base that isn't in the tree and may set attributes, None when there is none."""
        for part in self.of(cls):
            for base, node in zip(self.bases(part), part.node.bases, strict=True):
                plain = isinstance(base, ExternalRef) and base.name in _WITHOUT_DATA
                if not plain and not isinstance(base, ClassRef):
                    text = ast.unparse(node)
                    if not text.startswith(("Generic[", "typing.Generic[", "Protocol[")):
                        return text
        return None

    def decorators(self, cls: ClassRef) -> tuple[Abstract, ...]:
        """What the decorators of a class stand for, called or not."""
        known = self._decorators.get(cls)
        if known is None:
            nodes = cls.node.decorator_list
            parts = [node.func if isinstance(node, ast.Call) else node for node in nodes]
            known = self._decorators[cls] = tuple(self._evaluated(cls, part) for part in parts)
        return known

    def imported(self, cls: ClassRef, node: ast.expr) -> str:
        """The dotted name that a name in the module of a class was imported by, or nothing."""
        module = self._reader.program.module(cls.path)
        bound = [name for part in own_nodes(module.tree) for name in names_bound_by(part)]
        if not isinstance(node, ast.Name) or bound.count(node.id) != 1:
            return ""
        for part in module.tree.body:
            if isinstance(part, ast.ImportFrom) and not part.level:
                for alias in part.names:
                    if (alias.asname or alias.name) == node.id:
                        return f"{part.module}.{alias.name}"
        return ""

    def names(self, cls: ClassRef) -> set[str]:
        """Names of all methods."""
        return {name for part in self.of(cls) for name in methods_of(part.node)}

    def method(self, cls: ClassRef, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The method of that name that an instance has."""
        for part in self.of(cls):
            found = methods_of(part.node).get(name)
            if found is not None:
                return found
        return None

    def home(self, cls: ClassRef, name: str) -> ClassRef:
        """The class that defines an attribute; the class itself when none does."""
        for part in self.of(cls):
            if name in names_defined(part.node):
                return part
        return cls

    def is_annotated(self, cls: ClassRef, name: str) -> bool:
        """Whether an attribute is declared with a type, as fields are."""
        return any(
            isinstance(node, ast.AnnAssign) and is_named(node.target, name)
            for node in self.home(cls, name).node.body
        )

    def _base(self, cls: ClassRef, base: ast.expr) -> Abstract:
        if isinstance(base, ast.Name | ast.Attribute):
            return self._inherited(cls, self._evaluated(cls, base), base)
        return self._inherited(cls, PerRequest("", ""), base)

    def _inherited(self, cls: ClassRef, value: Abstract, base: ast.expr) -> Abstract:
        module = self._reader.program.module(cls.path)
        if isinstance(value, ClassRef | ExternalRef):
            return value
        for node in module.tree.body:
            if (
                isinstance(node, ast.ClassDef)
                and node is not cls.node
                and is_named(base, node.name)
            ):
                return ClassRef(cls.path, node)
        return module.unknown(base, "it is made when the code runs")

    def _evaluated(self, cls: ClassRef, node: ast.expr) -> Abstract:
        module = self._reader.program.module(cls.path)
        return self._reader.evaluate(node, Frame(module, State(), class_body=True))
