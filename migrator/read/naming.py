"""Naming: where the tree mentions a function, and whether it does anything but call it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES, code_bytes
from migrator.model.own_files import OWN_FILES
from migrator.read.abstract import ClassRef
from migrator.read.class_syntax import label
from migrator.read.parsing import UnreadableModule
from migrator.read.reader import Reader
from migrator.read.searches import Searches
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_MAX_FILES = 60
_PLAIN_BASES = frozenset({"object", "ABC", "Protocol", "Generic"})
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod", "override", "final", "dataclass"})
_BY_NAME = (b"getattr", b"methodcaller", b"attrgetter", b"globals(", b"import_module")
_NAMELESS = (b"type(", b".__class__", b"__subclasses__")
_MADE_NAMELESS = re.compile(
    rb"\btype\(\s*(?!self\s*\))[^()]*\)\s*\(|(?<!\bself)\.__class__\s*\(|__subclasses__\s*\("
)
_CONFIGURED = (".toml", ".cfg", ".ini", ".yml", ".yaml", ".json")


@dataclass(frozen=True, slots=True)
class Named:
    """Files that mention a function, and the calls through its name in those that were parsed."""

    paths: frozenset[str]
    calls: tuple[ast.Call, ...]
    places: dict[ast.Call, str]

    def path(self, call: ast.Call) -> str:
        """The file that a call stands in."""
        return self.places[call].rpartition(":")[0]

    def place(self, call: ast.Call) -> str:
        """Where a call stands."""
        return self.places[call]


def named(program: Program, function: FunctionNode) -> Named | str:
    """Every call through a function's name, or why the function may be called otherwise."""
    module = program.calls.homes[function]
    if isinstance(function, ast.Lambda):
        return ""
    around = module.enclosing(function)
    owner = around[0] if around else None
    for decorator in function.decorator_list:
        if label(decorator) not in _PLAIN_DECORATORS:
            return f"which is wrapped by @{label(decorator)}"
    if isinstance(owner, ast.ClassDef):
        why = _class_problem(program, module, owner)
        if why is not None:
            return why
        if function.name == "__init__":
            if any(_makes_its_like(node) for node in ast.walk(owner)):
                return "whose class makes others of its kind"
            return _Search(program, owner.name, module, is_class=True).run()
        if function.name.startswith("__"):
            return "which Python itself calls"
        return _Search(program, function.name, module, is_method=True).run()
    if owner is not None:
        return _Search(program, function.name, module, within=owner).run()
    return _Search(program, function.name, module).run()


def stands_aside(path: str, home: str) -> bool:
    """Whether what `path` does with code of `home`, other than calling it, is a test's own affair.

    Tests replace and hand on what they test; outside of a test it is what its code says.
    """
    return is_test(path) and not is_test(home)


def _makes_its_like(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="__class__" | "__new__"):
            return True
        case ast.Call(func=ast.Call(func=ast.Name(id="type"))):
            return True
    return False


def _class_problem(program: Program, module: ModuleSource, owner: ast.ClassDef) -> str | None:
    for decorator in owner.decorator_list:
        if label(decorator) not in _PLAIN_DECORATORS:
            return f"whose class is wrapped by @{label(decorator)}"
    bases = Reader(program).instances.lines.bases(ClassRef(module.path, owner))
    for base, value in zip(owner.bases, bases, strict=True):
        name = re.split(r"[.\[]", ast.unparse(base))[-1]
        plain = ast.unparse(base).partition("[")[0].rpartition(".")[2]
        if {name, plain} & _PLAIN_BASES or isinstance(value, ClassRef):
            continue
        return f"whose class is a {ast.unparse(base)}, which may call it"
    return "whose class is made by a metaclass" if owner.keywords else None


class _Search:
    """Looks at every mention of one name."""

    def __init__(
        self,
        program: Program,
        name: str,
        home: ModuleSource,
        *,
        is_class: bool = False,
        is_method: bool = False,
        within: ast.AST | None = None,
    ) -> None:
        self._program = program
        self._name = name
        self._home = home
        self._is_class, self._is_method, self._within = is_class, is_method, within
        self._calls: dict[ast.Call, str] = {}
        self._others: set[str] = set()

    def run(self) -> Named | str:
        """The calls, or the first mention that is none."""
        if self._within is not None:
            why = self._look_at(self._home, ast.walk(self._within), {self._name})
            return why or Named(frozenset({self._home.path}), tuple(self._calls), self._calls)
        nameless = self._made_nameless() if self._is_class else None
        if nameless is not None:
            return nameless
        built = self._program.ask(Searches.name_built, self._name)
        if built is not None:
            return f"which may be looked up by a name that is built at {built}"
        hits = self._program.tree.saying(self._name)
        paths: set[str] = set()
        for path in hits:
            if path.endswith(_CONFIGURED) and not path.endswith(OWN_FILES):
                data = self._program.tree.read(path)
                if re.search(rb"[:.]%s\b" % re.escape(self._name.encode()), data):
                    return f"which {path} may name"
            elif path.endswith(PYTHON_SUFFIXES) and self._in_code(path):
                paths.add(path)
        if len(paths) > _MAX_FILES:
            return f"whose name is used in {len(paths)} files"
        relevant: set[str] = set()
        for path in sorted(paths):
            try:
                module = self._program.look_at(path)
            except UnreadableModule:
                return f"which {path} mentions, and can't be read"
            names = self._names_in(module)
            before = len(self._calls)
            why = self._look_at(module, module.saying({*names, self._name, "__all__"}), names)
            if why is not None and not stands_aside(path, self._home.path):
                return why
            if len(self._calls) > before:
                relevant.add(path)
        return Named(frozenset(relevant | self._others), tuple(self._calls), self._calls)

    def _in_code(self, path: str) -> bool:
        """Whether a file that says the name does so in code, which a notebook needn't."""
        if not path.endswith(".ipynb"):
            return True
        code = code_bytes(path, self._program.tree.read(path))
        return re.search(rb"\b%s\b" % re.escape(self._name.encode()), code) is not None

    def _made_nameless(self) -> str | None:
        """Where an instance may be made of a class that another instance or class gives."""
        tree = self._program.tree
        for path in sorted({path for needle in _NAMELESS for path in tree.holding(needle)}):
            if not is_test(path) and tree.once(_makes_nameless, path):
                return f"whose class {path} may call without naming it"
        return None

    def _names_in(self, module: ModuleSource) -> set[str]:
        """What a module may call it by as a plain name."""
        if module is self._home:
            return set() if self._is_method else {self._name}
        found = set()
        for alias in module.taken_from_modules:
            if alias.name == self._name:
                found.add(alias.asname or alias.name)
            elif alias.name == "*":
                found.add(self._name)
        return found

    def _look_at(
        self, module: ModuleSource, nodes: Iterable[ast.AST], names: set[str]
    ) -> str | None:
        data = self._program.tree.read(module.path)
        by_name = any(word in data for word in _BY_NAME)
        for node in nodes:
            match node:
                case ast.Name(id=name) if name in names:
                    why = self._mention(module, node)
                case ast.Attribute(attr=name) if name == self._name and self._within is None:
                    why = self._mention(module, node)
                case ast.Constant(value=str(text)) if text == self._name and (
                    by_name or self._handed_on(module, node)
                ):
                    why = f"which may be looked up by its name at {_place(module, node)}"
                case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                    exported = self._name in {
                        part.value for part in ast.walk(value) if isinstance(part, ast.Constant)
                    }
                    published = exported and self._within is None and self._published()
                    why = f"which {_place(module, node)} exports" if published else None
                case _:
                    continue
            if why is not None:
                return why
        return None

    def _handed_on(self, module: ModuleSource, node: ast.AST) -> bool:
        """Whether the name is given, as text, to code of the tree that may look it up."""
        call = module.parents.get(node)
        if isinstance(call, ast.keyword):
            call = module.parents.get(call)
        if not isinstance(call, ast.Call) or call.func is node:
            return False
        holding = self._program.tree.holding
        return any(p.endswith(PYTHON_SUFFIXES) for word in _BY_NAME for p in holding(word))

    def _published(self) -> bool:
        """Whether the tree is a distribution, which others may install and call."""
        tree = self._program.tree
        if "setup.py" in tree:
            return True
        return "pyproject.toml" in tree and b"[build-system]" in tree.read("pyproject.toml")

    def _mention(self, module: ModuleSource, node: ast.Name | ast.Attribute) -> str | None:
        place = _place(module, node)
        if not isinstance(node.ctx, ast.Load):
            return f"which is set at {place}"
        above = module.parents.get(node)
        if isinstance(above, ast.Call) and above.func is node:
            self._calls[above] = place
            return None
        if _is_annotation(module, node):
            return None
        if self._is_class:
            match above:
                case ast.ClassDef():
                    return self._subclass(module, above)
                case ast.Attribute(attr=attr) if attr not in {"__init__", "__new__"}:
                    return None
                case ast.Call(func=ast.Name(id="isinstance" | "issubclass" | "cast")):
                    return None
                case ast.ExceptHandler():
                    return None
        return f"which is handed on at {place}"

    def _subclass(self, module: ModuleSource, cls: ast.ClassDef) -> str | None:
        """A class built on the one looked for, whose instances it makes too."""
        if _class_problem(self._program, module, cls) or any(map(_makes_its_like, ast.walk(cls))):
            return f"which {cls.name} at {_place(module, cls)} is built on"
        for part in cls.body:
            if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                return self._super_calls(module, part)
        found = _Search(self._program, cls.name, module, is_class=True).run()
        if isinstance(found, str):
            return found
        self._calls |= found.places
        self._others |= found.paths
        return None

    def _super_calls(self, module: ModuleSource, initializer: ast.FunctionDef) -> str | None:
        """Calls of the inherited initializer, which have to be followed too."""
        for node in ast.walk(initializer):
            match node:
                case ast.Call(func=ast.Attribute(attr="__init__")):
                    self._calls[node] = _place(module, node)
                    self._others.add(module.path)
        return None


def _makes_nameless(path: str, data: bytes) -> bool:
    """Whether a file makes instances of a class that another instance or class gives."""
    code = code_bytes(path, data) if path.endswith(PYTHON_SUFFIXES) else b""
    return _MADE_NAMELESS.search(code) is not None


def _place(module: ModuleSource, node: ast.expr | ast.stmt) -> str:
    return f"{module.path}:{node.lineno}"


def _is_annotation(module: ModuleSource, node: ast.AST) -> bool:
    """Whether an expression stands in a type annotation."""
    below, above = node, module.parents.get(node)
    while above is not None:
        match above:
            case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
                return annotation is below
            case ast.FunctionDef(returns=returns) | ast.AsyncFunctionDef(returns=returns):
                return returns is below
            case ast.Subscript() | ast.BinOp() | ast.Tuple() | ast.List() | ast.Attribute():
                below, above = above, module.parents.get(above)
            case _:
                return False
    return False
