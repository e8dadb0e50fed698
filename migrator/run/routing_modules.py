"""Where the routing module goes, and how each file with a routed call imports it."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator, Sequence

from migrator.find.source import UnreadableSource, decode
from migrator.find.tree import SourceTree
from migrator.model.routing import MODULE, TABLE_SUFFIX, is_ours
from migrator.read.locating import Locator
from migrator.rewrite.routing_reference import RoutingImport, relative_to

_MAIN_GUARD = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)
_CONFIGURE = "set routing-module in the configuration to the name that files import it by"


class NoPlaceError(ValueError):
    """A file can't import the routing module. `str()` is one sentence that says why."""


def table_path(module: str) -> str:
    """The table that belongs to a routing module."""
    return f"{module.removesuffix('.py')}{TABLE_SUFFIX}.py"


class RoutingModules:
    """The routing modules of one tree: one that is there already, else one a package of calls."""

    def __init__(self, tree: SourceTree, configured: str | None) -> None:
        self._tree, self._configured = tree, configured
        self._locator = Locator(tree)
        self._chosen: dict[str, str] = {}

    def existing(self) -> list[str]:
        """The routing modules that the tree has."""
        return [
            path
            for path in self._tree.paths
            if path.endswith(".py")
            and not path.endswith(f"{TABLE_SUFFIX}.py")
            and posixpath.basename(path) in {f"{MODULE}.py", posixpath.basename(self._named)}
            and is_ours(self._text(path))
        ]

    def choose(self, paths: Sequence[str]) -> None:
        """Settle where the module of each of these files is."""
        here = self.existing()
        packages: dict[str, list[str]] = {}
        for path in paths:
            packages.setdefault(self._package(path), []).append(path)
        for package, members in packages.items():
            common = posixpath.commonpath([posixpath.dirname(f"/{path}") for path in members])
            wanted = posixpath.join(common.lstrip("/"), f"{MODULE}.py")
            if self._named:
                wanted = self._named
            else:
                inside = [path for path in here if self._package(path) == package]
                wanted = inside[0] if inside else wanted
            self._chosen.update(dict.fromkeys(members, wanted))

    def module_of(self, path: str) -> str:
        """The module that a file is to import. Raises NoPlaceError when its place is taken."""
        module = self._chosen[path]
        for taken in (module, table_path(module)):
            if taken in self._tree and not is_ours(self._text(taken)):
                raise NoPlaceError(f"{taken} is another module: {_CONFIGURE}")
        if posixpath.dirname(module) and not self._holds_python(posixpath.dirname(module)):
            raise NoPlaceError(f"there is no folder for {module}")
        return module

    def import_in(self, path: str) -> RoutingImport:
        """How a file imports its module, as it imports others. Raises NoPlaceError."""
        if path.endswith(".ipynb"):
            raise NoPlaceError("a notebook has no folder to import the routing module from")
        module = self.module_of(path)
        if self._configured is not None:
            return RoutingImport(self._configured)
        text = self._text(path)
        if self._taken_whole(path) and "__all__" not in text:
            raise NoPlaceError("another file takes every name of this one, and would get more")
        found = self._as_others(path, text, module)
        if found is not None:
            return found
        folder = posixpath.dirname(path)
        is_script = _MAIN_GUARD.search(text) is not None
        if posixpath.join(folder, "__init__.py") in self._tree:
            if not is_script:
                return relative_to(path, module)
        elif (not folder or is_script) and posixpath.dirname(module) == folder:
            if self._imported_from_above(path):
                raise NoPlaceError(f"{path} is run as a script and imported: {_CONFIGURE}")
            return RoutingImport(posixpath.basename(module).removesuffix(".py"))
        raise NoPlaceError(
            f"nothing in {path} tells how it would import {module}, as it imports no other module "
            f"of the project: {_CONFIGURE}"
        )

    def _imported_from_above(self, path: str) -> bool:
        """Whether another file imports it by the name of its folder too."""
        folder = posixpath.basename(posixpath.dirname(path))
        stem = re.escape(posixpath.basename(path).removesuffix(".py"))
        if not folder:
            return False
        dotted = rf"{re.escape(folder)}\.{stem}\b|\bfrom\s+[\w.]*{re.escape(folder)}\s+import\b.*\b{stem}\b"
        pattern = re.compile(dotted)
        files = [p for p in self._tree.saying(folder) if p != path and p.endswith(".py")]
        return any(pattern.search(self._text(other)) for other in files)

    def _as_others(self, path: str, text: str, module: str) -> RoutingImport | None:
        """The import of a module in the way that a file imports other ones, None for no way."""
        roots = []
        relative = False
        for dotted, level, found in self._imports(path, text):
            relative = relative or level > 0
            root = _root_of(found, dotted) if not level else None
            if root is not None and f"{module}/".startswith(root):
                roots.append(root)
        beside = f"{posixpath.dirname(path)}/"
        if beside in roots and (relative or set(roots) != {beside}):
            raise NoPlaceError(f"{path} imports its neighbours in more ways than one: {_CONFIGURE}")
        if relative:
            return relative_to(path, module)
        if not roots:
            return None
        return RoutingImport(module.removeprefix(roots[0]).removesuffix(".py").replace("/", "."))

    def _taken_whole(self, path: str) -> bool:
        """Whether another file has a star import of it, or of a module of its name."""
        stem = posixpath.basename(path).removesuffix(".py")
        if stem == "__init__":
            stem = posixpath.basename(posixpath.dirname(path))
        pattern = re.compile(rf"\bfrom\s+[\w.]*\b{re.escape(stem)}\s+import\s*\(?\s*\*")
        files = [p for p in self._tree.saying(stem) if p != path and p.endswith(".py")]
        return any(pattern.search(self._text(other)) for other in files)

    @property
    def _named(self) -> str:
        """The path of the configured module, empty when none is configured."""
        if self._configured is None:
            return ""
        stem = self._configured.replace(".", "/")
        for root in ("", "src/"):
            package = posixpath.dirname(f"{root}{stem}")
            if f"{root}{stem}.py" in self._tree or (package and self._holds_python(package)):
                return f"{root}{stem}.py"
        return f"{stem}.py"

    def _holds_python(self, folder: str) -> bool:
        return any(p.startswith(f"{folder}/") and p.endswith(".py") for p in self._tree.paths)

    def _package(self, path: str) -> str:
        """The topmost package around a file, or its folder when it is in none."""
        folder = posixpath.dirname(path)
        while posixpath.join(folder, "__init__.py") in self._tree:
            above = posixpath.dirname(folder)
            if not above or posixpath.join(above, "__init__.py") not in self._tree:
                break
            folder = above
        return folder

    def _imports(self, path: str, text: str) -> Iterator[tuple[str, int, str]]:
        """Modules of the tree that a file imports: as it names them, and their paths."""
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError):
            return
        for node in _outside_functions(body):
            for dotted, level in _imported(node):
                found = self._locator.locate(path, dotted, level)
                if found is not None and found != path:
                    yield dotted, level, found

    def _text(self, path: str) -> str:
        try:
            return decode(path, self._tree.read(path)).text
        except (OSError, UnreadableSource):
            return ""


def _outside_functions(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when a module is imported, those under a test or a try among them."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            handlers = [part for handler in getattr(node, "handlers", []) for part in handler.body]
            yield from _outside_functions([*node.body, *handlers, *node.orelse])


def _imported(node: ast.stmt) -> Iterator[tuple[str, int]]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield alias.name, 0
        case ast.ImportFrom(module=module, level=level, names=names):
            if module:
                yield module, level
            else:
                for alias in names:
                    yield alias.name, level


def _root_of(path: str, dotted: str) -> str | None:
    """The folder, with a slash, from which an absolute name leads to a path."""
    stem = path.removesuffix(".py").removesuffix("/__init__")
    name = dotted.replace(".", "/")
    if stem == name:
        return ""
    return stem.removesuffix(name) if stem.endswith(f"/{name}") else None


def places_refused(modules: RoutingModules, paths: Sequence[str]) -> dict[str, str]:
    """Settle where the modules of these files are; returns why some can't import theirs."""
    modules.choose(paths)
    refused: dict[str, str] = {}
    for path in paths:
        try:
            modules.import_in(path)
        except NoPlaceError as problem:
            refused[path] = str(problem)
    return refused
