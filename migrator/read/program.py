"""Program: the modules of the tree that reading has asked for, and what their names stand for."""

from __future__ import annotations

import ast
import posixpath
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING

from migrator.find.dialects import complaint
from migrator.find.source import UnreadableSource, decode
from migrator.model.values import FromEnv, Known, OneOf, PerRequest, Text
from migrator.read.abstract import (
    ClassRef,
    ClientRef,
    DictRef,
    FunctionRef,
    InstanceRef,
    ListRef,
)
from migrator.read.callers import Calls
from migrator.read.class_uses import ClassUses
from migrator.read.clients import LIBRARY_MARKERS
from migrator.read.creations import Creations
from migrator.read.module import EVERY_NAME, ModuleSource
from migrator.read.outside import OutsideChanges
from migrator.read.trust import AssignedElsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from migrator.find.tree import SourceTree
    from migrator.model.pack import RulePack
    from migrator.model.settings import ProjectSender
    from migrator.read.abstract import Abstract, FunctionNode, ObjectId
    from migrator.read.callers import Known as CallersKnown
    from migrator.read.state import State

_DATA = (Known, FromEnv, Text, OneOf, DictRef, ListRef, ClientRef, InstanceRef)
_DJANGO_NAMES = (b"ROOT_URLCONF", b"INSTALLED_APPS", b"SECRET_KEY", b"MIDDLEWARE")
_DJANGO_VARIABLE = b"DJANGO_SETTINGS_MODULE"
_NAMES_SETTINGS = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\]?\s*[,=:]\s*[\"']?([A-Za-z_][\w.]*)")
_SOURCE_ROOTS = ("", "src", "lib", "python")


class UnreadableModule(Exception):
    """A file that can't be read as Python. `code` is an OM9xx code."""

    def __init__(self, code: str, message: str, line: int = 1) -> None:
        self.code, self.message, self.line = code, message, line
        super().__init__(message)


class Program:
    """Modules of one tree, parsed on demand and never imported or executed.

    `tainted` are module-level names (path, name) that some code changes after their definition;
    they count as not known; `reassigned` are those that the module's own top level binds anew while
    functions may run already, which only those can't know. Neither are the contents of the objects
    in `unstable` known. Reading adds to them, and whoever reads starts again when they grew.
    `roots` are the files whose every function is read; `calls` is what was called in them, `known`
    what the callers of functions agree on, `closed` the functions whose every caller is known.
    """

    def __init__(self, tree: SourceTree, pack: RulePack, hosts: Sequence[str]) -> None:
        self.tree = tree
        self.pack = pack
        self.hosts = frozenset(hosts) | frozenset(pack.pack.hosts)
        self.tainted: dict[tuple[str, str], str] = {}
        self.reassigned: dict[tuple[str, str], str] = {}
        self.unstable: dict[ObjectId, str] = {}
        self.changers: dict[ObjectId, set[FunctionNode | None]] = {}
        self.defaults: dict[FunctionNode, dict[str, Abstract]] = {}
        self.wrapped: dict[FunctionNode, str] = {}
        self.relied_on: dict[tuple[str, str], bool] = {}
        self.only_effects = False
        self.to_run: set[str] = set()
        self.outside = OutsideChanges(tree)
        self.elsewhere = AssignedElsewhere(tree, self.resolve)
        self.classes = ClassUses(tree)
        self.creations = Creations(tree)
        self.senders: tuple[ProjectSender, ...] = ()
        self.calls = Calls()
        self.decorating: dict[ast.expr, ast.Call] = {}
        self.known: Mapping[FunctionNode, CallersKnown] = {}
        self.closed: frozenset[FunctionNode] = frozenset()
        self.roots: set[str] = set()
        self._modules: dict[str, ModuleSource | UnreadableModule] = {}
        self._states: dict[str, State] = {}
        self._running: set[str] = set()
        self._libraries: set[str] | None = None
        self._django: list[str] | None = None

    def restart(self) -> None:
        """Forget what names stood for, keep what was parsed and what is tainted."""
        self._states.clear()
        self.defaults.clear()
        self.wrapped.clear()
        self.relied_on.clear()
        self.calls.clear()

    @property
    def parsed(self) -> int:
        """How many files were parsed."""
        return len(self._modules)

    def modules(self) -> list[ModuleSource]:
        """All modules parsed so far."""
        return [known for known in self._modules.values() if isinstance(known, ModuleSource)]

    def module(self, path: str) -> ModuleSource:
        """The parsed module at `path`. Raises UnreadableModule."""
        known = self._modules.get(path)
        if known is None:
            known = self._modules[path] = self._parse(path)
        if isinstance(known, UnreadableModule):
            raise known
        return known

    def _parse(self, path: str) -> ModuleSource | UnreadableModule:
        try:
            return self.tree.once(_module, path)
        except OSError as error:
            reason = error.strerror or str(error)
            return UnreadableModule("OM905", f"the file can't be opened: {reason}")

    def resolve_import(self, importer: ModuleSource, dotted: str, level: int) -> str | None:
        """Path of the module that `importer` gets for a dotted name, None when outside the tree.

        `level` counts the leading dots. An absolute name may stand for a module beside the
        importer (a script), under one of the folders above it, or under a source root; when
        several files answer, it is not taken for any of them.
        """
        return self.resolve(importer.path, dotted, level)

    def resolve(self, importer: str, dotted: str, level: int) -> str | None:
        """Path of the module that the file `importer` gets for a dotted name, as above."""
        parts = dotted.split(".") if dotted else []
        if not level and self._is_client_library(parts[0]):
            return None
        folder = posixpath.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = posixpath.dirname(folder)
            return self._module_file(posixpath.join(folder, *parts))
        found: list[str] = []
        above = folder
        while True:
            for root in _SOURCE_ROOTS:
                path = self._module_file(posixpath.join(above, root, *parts))
                if path is not None and path not in found:
                    found.append(path)
            if not above:
                break
            above = posixpath.dirname(above)
        return found[0] if len(found) == 1 else None

    def _is_client_library(self, name: str) -> bool:
        """Whether the tree holds a copy of a client library itself, which is modelled, not read."""
        marker = LIBRARY_MARKERS.get(name)
        if marker is None:
            return False
        if self._libraries is None:
            ends = tuple(f"/{end}" for end in LIBRARY_MARKERS.values())
            held = [path for path in self.tree.paths if f"/{path}".endswith(ends)]
            self._libraries = {
                library
                for library, end in LIBRARY_MARKERS.items()
                if any(f"/{path}".endswith(f"/{end}") for path in held)
            }
        return name in self._libraries

    def _module_file(self, stem: str) -> str | None:
        for path in (f"{stem}.py", f"{stem}/__init__.py"):
            if path in self.tree:
                return path
        return None

    def state_of(self, path: str) -> State:
        """What the names of a module stand for after it was imported. Raises UnreadableModule."""
        from migrator.read.state import State
        from migrator.read.statements import run_module

        known = self._states.get(path)
        if known is not None:
            return known
        if path in self._running:
            return State()
        self._running.add(path)
        try:
            state = run_module(self, self.module(path))
        finally:
            self._running.discard(path)
        self._states[path] = state
        return state

    def global_value(self, path: str, name: str) -> tuple[Abstract, State] | None:
        """What a module-level name stands for in every function, and the state that holds it.

        None when the module has no such name. A name that is bound more than once, or changed
        from elsewhere, is not known.
        """
        state = self.state_of(path)
        value = state.names.get(name)
        if value is None:
            return None
        self.rely_on(path, name, value)
        changed = self.changed_name(path, name) or self.reassigned.get((path, name))
        return (PerRequest(name, changed) if changed is not None else value), state

    def rely_on(self, path: str, name: str, value: Abstract) -> None:
        """What a module-level name stands for matters to what is read."""
        code = isinstance(value, FunctionRef | ClassRef) and self.classes.stored(name) is not None
        if (code or isinstance(value, _DATA)) and not self.only_effects:
            self.relied_on[(path, name)] = isinstance(value, DictRef | ListRef | InstanceRef)

    def changed_name(self, path: str, name: str) -> str | None:
        """Why a module-level name may stand for something else later, None when it can't."""
        why = self.tainted.get((path, name)) or self.tainted.get((path, EVERY_NAME))
        set_here = self.module(path).set_by_functions
        return why or set_here.get(name) or set_here.get(EVERY_NAME)

    def destabilise(self, key: ObjectId, why: str, root: FunctionNode | None) -> None:
        """An object is changed, by `root`, while code that runs at other times can reach it."""
        self.unstable.setdefault(key, why)
        self.changers.setdefault(key, set()).add(root)

    def taint(self, path: str, name: str, why: str) -> None:
        """A module-level name is changed after its definition."""
        self.tainted.setdefault((path, name), why)

    def changed_attribute(self, ways: Sequence[str], name: str) -> str | None:
        """Where code outside a class, which reaches it by the names `ways`, sets its attribute."""
        return self.classes.set_from_outside(ways, name)

    def mentioned_outside(self, name: str) -> str | None:
        """Where code reaches for an attribute of something other than `self` or `cls`."""
        return self.classes.mentioned_outside(name)

    def subclass_overrides(self, path: str, name: str) -> dict[str, str]:
        """Attributes and methods that subclasses in the tree define anew, and which one does."""
        return self.classes.overrides(path, name)

    def distrust(self) -> None:
        """Taint every relied-on name that another file changes.

        Files that may change an object in place, and those that hold such objects, are to be run.
        """
        for (path, name), why in self.elsewhere.check(self.relied_on).items():
            self.taint(path, name, why)
        owners = {path for (path, _), mutable in self.relied_on.items() if mutable}
        self.to_run |= owners | self.elsewhere.reaching

    @property
    def doubts(self) -> int:
        """How much is known not to be what it seems; only grows."""
        changes = sum(map(len, self.changers.values()))
        return len(self.tainted) + len(self.reassigned) + changes + len(self.to_run)

    def django_settings(self) -> list[str]:
        """Files that look like, or are named as, the settings module of a Django project."""
        if self._django is None:
            held = Counter(path for name in _DJANGO_NAMES for path in self.tree.holding(name))
            found = {
                path
                for path, count in held.items()
                if path.endswith(".py") and count > 1 and "settings" in path
            }
            named = {
                match[1].decode().replace(".", "/")
                for path in self.tree.holding(_DJANGO_VARIABLE)
                for match in _NAMES_SETTINGS.finditer(self.tree.read(path))
            }
            ends = tuple(f"/{stem}{end}" for stem in named for end in (".py", "/__init__.py"))
            found |= {path for path in self.tree.paths if ends and f"/{path}".endswith(ends)}
            self._django = sorted(found)
        return self._django


def _module(path: str, data: bytes) -> ModuleSource | UnreadableModule:
    try:
        text = decode(path, data).text
    except UnreadableSource as error:
        return UnreadableModule(error.code, error.message, error.line)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, filename=path)
    except SyntaxError as error:
        return _syntax_problem(error, text)
    except (RecursionError, MemoryError, ValueError) as error:
        return UnreadableModule("OM904", f"the file is too deeply nested: {error}")
    return ModuleSource(path, text, tree)


def _syntax_problem(error: SyntaxError, text: str) -> UnreadableModule:
    line = error.lineno or 1
    code, message = complaint(error, text)
    return UnreadableModule(code, f"line {line}: {message}", line)
